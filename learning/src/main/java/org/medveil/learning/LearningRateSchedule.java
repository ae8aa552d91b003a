package org.medveil.learning;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.RampSchedule;

/**
 * How the learning rate changes from step to step: a function of the step's number alone, so it
 * costs no privacy.
 *
 * @param shape {@code constant}, {@code linear} (to zero after the last step) or {@code cosine}
 *     (half a wave to zero)
 * @param warmup over how many first steps the rate rises in equal parts, 0 for none
 */
record LearningRateSchedule(String shape, int warmup) {
  private static final List<String> SHAPES = List.of("constant", "cosine", "linear");
  private static final Pattern NAME = Pattern.compile("(?:warmup([0-9]{1,6})\\+)?([a-z]+)");

  /**
   * By name: a shape, or {@code warmupN+} and a shape.
   *
   * @throws Refusal exit 2 for any other name
   */
  static LearningRateSchedule named(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches() || !SHAPES.contains(parts.group(2))) {
      throw Refusal.usage(
          "there is no learning-rate schedule '" + name + "'",
          "known: constant, cosine, linear; with a warm-up of N steps: warmupN+cosine");
    }
    int warmup = parts.group(1) == null ? 0 : Integer.parseInt(parts.group(1));
    return new LearningRateSchedule(parts.group(2), warmup);
  }

  /** As ND4J knows it, by iteration, for a run of {@code steps} steps. */
  ISchedule of(double rate, int steps) {
    ISchedule base =
        switch (shape) {
          case "linear" -> new Linear(rate, steps);
          case "cosine" -> new Cosine(rate, steps);
          default -> new FixedSchedule(rate);
        };
    return warmup == 0 ? base : new RampSchedule(base, warmup);
  }

  /** A straight line. ND4J's PolySchedule (M2.1) takes 1 + i/n for 1 - i/n: its rate grows. */
  private record Linear(double rate, int steps) implements ISchedule {
    @Override
    public double valueAt(int iteration, int epoch) {
      return rate * Math.max(0, steps - iteration) / steps;
    }

    @Override
    public ISchedule clone() {
      return this;
    }
  }

  /** Half a wave (Loshchilov and Hutter 2017, without restarts), which ND4J lacks. */
  private record Cosine(double rate, int steps) implements ISchedule {
    @Override
    public double valueAt(int iteration, int epoch) {
      return rate * (1 + Math.cos(Math.PI * Math.min(iteration, steps) / steps)) / 2;
    }

    @Override
    public ISchedule clone() {
      return this;
    }
  }
}
