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
 *     decay 0.9 (corrected for its start), {@code ema:D} the same with decay D, 0 up to but not 1
 * @param schedule how the learning rate changes: {@code constant}, {@code linear} or {@code cosine}
 *     (both to zero after the last step), each also after a warm-up of N steps, {@code
 *     warmupN+cosine}
 */
public record OptimizerSettings(
    String updater, double learningRate, double momentum, String averaging, String schedule)
    implements Serializable {
  private static final List<String> UPDATERS = List.of("sgd", "nesterovs", "adam");

  /** Checks names and ranges; anything else is exit 2. */
  public OptimizerSettings {
    oneOf("updater", updater, UPDATERS);
    IterateAverage.named(averaging, 1);
    LearningRateSchedule.named(schedule);
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

  /** With a constant learning rate. */
  public OptimizerSettings(String updater, double learningRate, double momentum, String averaging) {
    this(updater, learningRate, momentum, averaging, "constant");
  }

  private static void oneOf(String what, String value, List<String> known) {
    if (!known.contains(value)) {
      throw Refusal.usage(
          "there is no " + what + " '" + value + "'", "known: " + String.join(", ", known));
    }
  }
}
