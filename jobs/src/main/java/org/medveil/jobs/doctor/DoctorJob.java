package org.medveil.jobs.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.dp.NoiseSource;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.learning.encode.Encoders;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at the machine with the same code the verbs use. */
@Command(
    name = "doctor",
    description = "Check that this machine can run every verb; exit 2 when it cannot.",
    mixinStandardHelpOptions = true)
public final class DoctorJob extends Job {
  private static final long MIN_HEAP = 1L << 30;

  @Option(
      names = "--workdir",
      paramLabel = "DIR",
      description = "Folder that must be writable (default: the temporary folder).")
  private Path workdir;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.of("java", "use JDK 17", DoctorJob::java));
    checks.add(Check.of("memory", "give the driver at least 2 GiB", DoctorJob::memory));
    checks.add(
        Check.of(
            "spark",
            "build again: pipelines/run list",
            () -> org.apache.spark.package$.MODULE$.SPARK_VERSION()));
    checks.add(Check.of("workdir", "make it writable", this::writable));
    checks.add(
        Check.of(
            "noise", "build native-opendp again, or set -Dmedveil.opendp.path", DoctorJob::noise));
    checks.add(
        Check.of(
            "nd4j",
            "this build carries ND4J for linux-x86_64 only",
            () -> Nd4j.getBackend().getClass().getSimpleName()));
    checks.add(Check.of("encoders", "build again", () -> String.join(", ", Encoders.names())));
    Map<String, Object> metrics = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    for (Check check : checks) {
      progress.say(
          "%-4s %-9s %s%s",
          check.ok() ? "ok" : "FAIL",
          check.name(),
          check.detail(),
          check.ok() ? "" : "  -> " + check.cure());
      metrics.put(check.name(), check.detail());
      if (!check.ok()) {
        failed.add(check.name());
      }
    }
    if (!failed.isEmpty()) {
      throw Refusal.usage("this machine is not ready: " + failed, "see the lines above");
    }
    return JobResult.done(metrics, Map.of());
  }

  private static String java() {
    int feature = Runtime.version().feature();
    if (feature != 17) {
      throw new IllegalStateException("Java " + feature);
    }
    return "Java "
        + Runtime.version()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores";
  }

  private static String memory() {
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < MIN_HEAP) {
      throw new IllegalStateException((heap >> 20) + " MiB heap");
    }
    return (heap >> 20) + " MiB heap";
  }

  private String writable() throws java.io.IOException {
    Path folder = workdir == null ? Path.of(System.getProperty("java.io.tmpdir")) : workdir;
    Path probe = Files.createTempFile(folder, "medveil", ".probe");
    Files.delete(probe);
    return folder + " is writable";
  }

  private static String noise() {
    NoiseSource source = NoiseSource.load();
    long[] zeros = new long[64];
    source.addDiscreteGaussian(zeros, 1 << 20);
    if (java.util.Arrays.stream(zeros).allMatch(value -> value == 0)) {
      throw new IllegalStateException("the noise source adds no noise");
    }
    return source.id();
  }
}
