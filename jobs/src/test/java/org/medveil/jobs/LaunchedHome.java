package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.medveil.dp.NoiseSource;

/**
 * An installation as {@code mvn package} leaves one: the real scripts, profiles and jars, in a
 * folder with a space in its name. Nothing in it is newer than its build, so nothing is built.
 */
record LaunchedHome(Path root) {
  private static final Path BUILT = Path.of("target").toAbsolutePath();

  static LaunchedHome at(Path root) throws IOException {
    SmallConsortium.copy(Path.of("../pipelines"), root.resolve("pipelines"));
    SmallConsortium.copy(Path.of("../conf"), root.resolve("conf"));
    Path target = root.resolve("jobs/target");
    Files.createDirectories(target.resolve("lib"));
    link(target, BUILT.resolve("medveil-jobs-0.1.0.jar"));
    link(target, BUILT.resolve("spark"));
    try (Stream<Path> jars = Files.list(BUILT.resolve("lib"))) {
      for (Path jar : (Iterable<Path>) jars::iterator) {
        link(target.resolve("lib"), jar);
      }
    }
    Files.createFile(target.resolve("built.stamp"));
    return new LaunchedHome(root);
  }

  /** The same installation, but for noise that is the same every run. */
  void withFixedNoise() throws IOException {
    Path lib = root.resolve("jobs/target/lib");
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar :
          jars.filter(j -> j.getFileName().toString().startsWith("medveil-native-opendp"))
              .toList()) {
        Files.delete(jar);
      }
    }
    String name = FixedNoise.class.getName();
    String file = name.replace('.', '/') + ".class";
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(lib.resolve("medveil-fixed-noise.jar")));
        var compiled = FixedNoise.class.getClassLoader().getResourceAsStream(file)) {
      jar.putNextEntry(new JarEntry(file));
      compiled.transferTo(jar);
      jar.putNextEntry(new JarEntry("META-INF/services/" + NoiseSource.class.getName()));
      jar.write(name.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Runs a script of {@code pipelines/} to its end; both its streams on failure. */
  String run(Map<String, String> environment, String script, Object... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(root.resolve("pipelines/" + script).toString()));
    Stream.of(words).map(Object::toString).forEach(command::add);
    return run(environment, command);
  }

  static String run(Map<String, String> environment, List<String> command) throws Exception {
    Path out = Files.createTempFile("launched", ".out");
    Path err = Files.createTempFile("launched", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      List.of("SPARK_HOME", "MEDVEIL_MASTER").forEach(builder.environment()::remove);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(8, TimeUnit.MINUTES);
      String all = command + "\n" + Files.readString(err) + Files.readString(out);
      assertTrue(ended, "hangs: " + all);
      assertEquals(0, process.exitValue(), all);
      return Files.readString(out);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static void link(Path folder, Path to) throws IOException {
    Files.createSymbolicLink(folder.resolve(to.getFileName()), to);
  }
}
