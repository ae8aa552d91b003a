package org.medveil.jobs.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.medveil.dp.NoiseSource;
import org.medveil.kernels.MatrixKernels;
import org.medveil.learning.encode.Encoders;
import org.nd4j.linalg.factory.Nd4j;

/** This machine by itself, looked at with the verbs' own code. */
final class MachineChecks {
  private static final long MIN_HEAP = 1L << 30;

  private MachineChecks() {}

  static Stream<Check> all(Path workdir, SparkConf conf, long diskGib) {
    return Stream.of(
        Check.of("java", "use JDK 17", MachineChecks::java),
        Check.of("memory", "give the driver at least 2 GiB", MachineChecks::memory),
        Check.of("spark", "build again: pipelines/run list", MachineChecks::spark),
        Check.of("workdir", "make it writable", () -> writable(workdir)),
        Check.of(
            "disk",
            "free some, or point spark.local.dir (a worker's SPARK_LOCAL_DIRS) elsewhere",
            () -> disk(conf, diskGib)),
        Check.of(
            "noise",
            "build native-opendp again, or set -Dmedveil.opendp.path",
            MachineChecks::noise),
        Check.of("kernels", "build native-kernels again", MachineChecks::kernels),
        Check.of(
            "nd4j",
            "this build carries ND4J for linux-x86_64 only",
            () -> Nd4j.getBackend().getClass().getSimpleName()),
        Check.of("encoders", "build again", () -> String.join(", ", Encoders.names())));
  }

  private static String java() {
    int feature = Runtime.version().feature();
    if (feature != 17) {
      throw new IllegalStateException("Java " + feature);
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return "Java " + Runtime.version() + ", " + cores + " cores";
  }

  private static String memory() {
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < MIN_HEAP) {
      throw new IllegalStateException((heap >> 20) + " MiB heap");
    }
    return (heap >> 20) + " MiB heap";
  }

  private static String spark() {
    String version = org.apache.spark.package$.MODULE$.SPARK_VERSION();
    if (!version.startsWith("3.5.")) {
      throw new IllegalStateException("Spark " + version + ", Medveil is built for 3.5");
    }
    return "Spark " + version;
  }

  private static String writable(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, "medveil", ".probe");
    Files.delete(probe);
    return folder + " is writable";
  }

  private static String disk(SparkConf conf, long diskGib) throws IOException {
    String workers = System.getenv("SPARK_LOCAL_DIRS");
    String dirs =
        workers != null
            ? workers
            : conf.get("spark.local.dir", System.getProperty("java.io.tmpdir"));
    List<String> found =
        Arrays.stream(dirs.split(",")).map(String::strip).collect(Collectors.toList());
    for (int i = 0; i < found.size(); i++) {
      Path dir = Path.of(found.get(i));
      long free = Files.getFileStore(dir).getUsableSpace() >> 30;
      if (free < diskGib) {
        throw new IllegalStateException(
            dir + " has " + free + " GiB free, " + diskGib + " are wanted (--min-disk)");
      }
      found.set(i, dir + " has " + free + " GiB free");
    }
    return String.join("; ", found);
  }

  private static String noise() {
    NoiseSource source = NoiseSource.load();
    long[] zeros = new long[64];
    source.addDiscreteGaussian(zeros, 1 << 20);
    if (Arrays.stream(zeros).allMatch(value -> value == 0)) {
      throw new IllegalStateException("the noise source adds no noise");
    }
    return source.id();
  }

  /** Without the Rust library engines multiply with OpenBLAS: slower, and no failure. */
  private static String kernels() {
    return MatrixKernels.load().isPresent() ? "Rust library" : "OpenBLAS (no Rust library)";
  }
}
