package org.medveil.opendp;

import org.medveil.contracts.Refusal;

/** A JVM of its own, because a library is loaded once per JVM: says twice how the loading went. */
final class ProbeMain {
  private ProbeMain() {}

  public static void main(String[] arguments) {
    report();
    report();
  }

  private static void report() {
    try {
      long[] values = new long[4];
      OpenDpNoise noise = new OpenDpNoise();
      noise.addDiscreteGaussian(values, 0x1p40);
      System.out.println("LOADED " + noise.sha256() + " " + NativeLibrary.loaded().path());
    } catch (Refusal refusal) {
      System.out.println(
          "REFUSED " + refusal.exitCode() + " " + refusal.getMessage() + " " + refusal.hint());
    }
  }
}
