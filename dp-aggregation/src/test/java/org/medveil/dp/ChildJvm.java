package org.medveil.dp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another process with this test's class path.
 *
 * @param code its exit code
 * @param said everything it printed
 */
record ChildJvm(int code, String said) {
  static Process start(Class<?> main, String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  /** Waits for the end, a minute at most. */
  static ChildJvm end(Process child) throws IOException, InterruptedException {
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!child.waitFor(60, TimeUnit.SECONDS)) {
      child.destroyForcibly();
      throw new AssertionError("a child process hangs: " + said);
    }
    return new ChildJvm(child.exitValue(), said);
  }

  static ChildJvm run(Class<?> main, String... arguments) throws Exception {
    return end(start(main, arguments));
  }
}
