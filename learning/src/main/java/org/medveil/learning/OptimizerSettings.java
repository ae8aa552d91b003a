package org.medveil.learning;

import java.io.Serializable;
import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * How parameters move along a gradient that is noised already. Everything here is post-processing:
 * no setting costs privacy.
 *
 * @param updater {@code sgd}, {@code nesterovs} or {@code adam}, as in ND4J
 * @param learningRate above 0, finite
 * @param momentum 0 up to but not 1; Nesterov's momentum, or Adam's beta1; must be 0 for sgd
 * @param averaging which parameters {@link Optimizer#averaged()} returns: {@code none} the last,
 *     {@code tail} the mean over the second half of the steps, {@code ema} an exponential mean with
 *     decay 0.9 (corrected for its start)
 */
public record OptimizerSettings(
    String updater, double learningRate, double momentum, String averaging)
    implements Serializable {
  private static final List<String> UPDATERS = List.of("sgd", "nesterovs", "adam");
  private static final List<String> AVERAGINGS = List.of("none", "tail", "ema");

  /** Checks names and ranges; anything else is exit 2. */
  public OptimizerSettings {
    oneOf("updater", updater, UPDATERS);
    oneOf("averaging", averaging, AVERAGINGS);
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw Refusal.usage("the learning rate is not a positive number", "0.1 to 10 is usual");
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw Refusal.usage("the momentum is not in [0, 1)", "0.9 is usual; 0 for sgd");
    }
    if (updater.equals("sgd") && momentum != 0) {
      throw Refusal.usage("sgd has no momentum", "set the momentum to 0, or use nesterovs");
    }
  }

  private static void oneOf(String what, String value, List<String> known) {
    if (!known.contains(value)) {
      throw Refusal.usage(
          "there is no " + what + " '" + value + "'", "known: " + String.join(", ", known));
    }
  }
}
