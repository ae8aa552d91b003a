package org.medveil.opendp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JVM of its own, because the memory of the process is measured: says by how many kB it grew over
 * 100 000 failures of each kind.
 */
final class LeakMain {
  private static final int WARM_UP = 20_000;
  private static final int FAILURES = 100_000;

  private LeakMain() {}

  public static void main(String[] arguments) throws IOException {
    System.load(arguments[0]);
    NativeLibrary.loaded();
    report("errors", "FailedMap", () -> ThresholdNatives.laplaceLoss(1, 10, 1, 10));
    report("panics", "Panic", () -> PanicNatives.panic(4711));
  }

  private static void report(String what, String variant, Runnable call) throws IOException {
    fail(WARM_UP, variant, call);
    long before = residentKilobytes();
    OpenDpException last = fail(FAILURES, variant, call);
    System.out.println(what + " " + (residentKilobytes() - before) + " " + last.getMessage());
  }

  private static OpenDpException fail(int times, String variant, Runnable call) {
    OpenDpException last = null;
    for (int i = 0; i < times; i++) {
      try {
        call.run();
        throw new IllegalStateException("it did not fail");
      } catch (OpenDpException e) {
        last = e;
      }
      if (!last.variant().equals(variant)) {
        throw new IllegalStateException("not " + variant, last);
      }
    }
    return last;
  }

  private static long residentKilobytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      String resident = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(resident.replaceAll("\\D", ""));
    }
  }
}
