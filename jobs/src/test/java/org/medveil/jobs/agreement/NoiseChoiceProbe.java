package org.medveil.jobs.agreement;

import java.util.Arrays;
import org.medveil.contracts.Refusal;
import org.medveil.dp.NoiseSource;

/** Loads the source that a choice leads to, draws from it, and says how that went. */
final class NoiseChoiceProbe {
  private NoiseChoiceProbe() {}

  public static void main(String[] arguments) {
    try {
      NoiseSource noise = NoiseChoice.valueOf(arguments[0]).load(System.err::println);
      long[] values = new long[64];
      noise.addGridGaussian(values, 36);
      boolean drawn = Arrays.stream(values).allMatch(value -> value != 0);
      System.out.println("USES " + noise.id() + " " + drawn);
    } catch (Refusal refusal) {
      System.out.println("REFUSED " + refusal.exitCode() + " " + refusal.getMessage());
    }
  }
}
