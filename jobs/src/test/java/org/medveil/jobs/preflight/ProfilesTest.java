package org.medveil.jobs.preflight;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.sql.internal.SQLConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of every Spark profile is one that Spark, or Medveil, reads. */
class ProfilesTest {
  /**
   * Registered with a suffix of the user's, or read by name in places of Spark that keep no list.
   */
  private static final Pattern WITHOUT_ENTRY =
      Pattern.compile(
          "spark\\.executorEnv\\.[A-Z_]+"
              + "|spark\\.(executor|task)\\.resource\\.gpu\\.(amount|discoveryScript|vendor)"
              + "|spark\\.kubernetes\\.executor\\.node\\.selector\\.[a-z]+"
              // Entries of Spark's YARN and Kubernetes modules, which are not on this class path:
              // their documentation names them.
              + "|spark\\.yarn\\.(queue|dist\\.files)"
              + "|spark\\.kubernetes\\.(namespace|container\\.image|executor\\.podTemplateFile"
              + "|authenticate\\.driver\\.serviceAccountName)"
              + "|spark\\.cores\\.max|spark\\.master");

  private static final Pattern OWN =
      Pattern.compile("spark\\.medveil\\.(resources\\.(wait|minExecutors)|master\\.ui|jars)");

  /** A key that is commented out is advice, and must be right as well. */
  private static final Pattern LINE = Pattern.compile("(# )?(spark\\.\\S+) +(\\S.*)");

  static Stream<Path> profiles() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(Path.of("../conf/spark"))) {
      files = listed.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
    assertTrue(files.size() >= 5, "the profiles are there");
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void itsKeysAreKnown(Path profile) throws IOException {
    for (String key : keys(profile, true).keySet()) {
      assertTrue(known(key), () -> profile + ": nothing reads " + key);
    }
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void itsValuesAreTaken(Path profile) throws IOException {
    SparkConf conf = new SparkConf(false);
    keys(profile, false).forEach(conf::set);
    ClusterMaster master = ClusterMaster.of(conf.get("spark.master"));
    assertDoesNotThrow(() -> GpuKeys.check(conf, master));
    assertDoesNotThrow(() -> Patience.of(conf));
    for (String key : keys(profile, false).keySet()) {
      ConfigEntry<?> entry = ConfigEntry.findEntry(key);
      if (entry != null) {
        assertNotNull(entry.valueConverter().apply(conf.get(key)), key);
      }
    }
    boolean gpu = profile.getFileName().toString().contains("gpu");
    assertTrue(gpu == conf.contains(ExecutorShape.GPUS), "its name says whether it asks for GPUs");
    assertTrue(master.local() || conf.contains(Patience.WAIT), "a cluster is not waited for");
  }

  @Test
  void aTypingErrorIsFound() {
    assertFalse(known("spark.executor.memroy"));
    assertFalse(known("spark.medveil.resource.wait"));
    assertTrue(known("spark.executor.memory"));
  }

  private static boolean known(String key) {
    registerAll();
    return ConfigEntry.findEntry(key) != null
        || WITHOUT_ENTRY.matcher(key).matches()
        || OWN.matcher(key).matches();
  }

  /** Entries exist once the objects that declare them were loaded. */
  private static void registerAll() {
    List<Object> declared = new ArrayList<>();
    declared.add(org.apache.spark.internal.config.package$.MODULE$);
    declared.add(org.apache.spark.internal.config.Network$.MODULE$);
    declared.add(org.apache.spark.internal.config.UI$.MODULE$);
    declared.add(org.apache.spark.internal.config.Kryo$.MODULE$);
    declared.add(SQLConf.get());
    assertFalse(declared.contains(null));
  }

  private static Map<String, String> keys(Path profile, boolean commented) throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String line : Files.readAllLines(profile)) {
      var found = LINE.matcher(line);
      if (found.matches() && (commented || found.group(1) == null)) {
        keys.put(found.group(2), found.group(3).strip());
      } else {
        assertTrue(line.isBlank() || line.startsWith("#"), () -> profile + ": " + line);
      }
    }
    assertFalse(keys.isEmpty());
    return keys;
  }
}
