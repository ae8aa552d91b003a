package org.medveil.jobs.doctor;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.preflight.ClusterLook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at a machine, a site's places and a cluster with the same code the verbs use. */
@Command(
    name = "doctor",
    description = {
      "Check that this machine, the site's places and the cluster can run the verbs.",
      "Exit 2 when something is wrong, 75 when all that is wrong may pass by itself. Starts no application."
    },
    mixinStandardHelpOptions = true)
public final class DoctorJob extends Job {
  @Option(
      names = "--workdir",
      paramLabel = "DIR",
      description = "Folder that must be writable (default: the temporary folder).")
  private Path workdir;

  @Mixin private SiteOptions site;

  @Option(
      names = "--min-disk",
      paramLabel = "GIB",
      defaultValue = "5",
      description =
          "Free space that each of Spark's local folders must have (default: ${DEFAULT-VALUE}).")
  private long minDisk;

  @Option(
      names = "--max-skew",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Largest difference between two clocks (default: ${DEFAULT-VALUE}).")
  private long maxSkew;

  @Option(
      names = "--gpu",
      description = "This machine must have GPUs that Medveil's build can use; run it on a worker.")
  private boolean gpu;

  @Option(
      names = "--gpu-discovery",
      paramLabel = "FILE",
      description = "The script that finds them (default: conf/gpu-discovery.sh).")
  private Path discovery;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    SparkConf conf = new SparkConf();
    Clocks clocks = new Clocks(Duration.ofSeconds(Math.max(0, maxSkew)));
    Path folder = workdir == null ? Path.of(System.getProperty("java.io.tmpdir")) : workdir;
    List<Check> checks =
        Stream.of(
                MachineChecks.all(folder, conf, minDisk),
                site.checks(SparkHadoopUtil.get().newConfiguration(conf), clocks),
                gpu ? gpus() : GpuChecks.skipped("no --gpu; run it on the workers"),
                Stream.of(cluster(conf, clocks)),
                // Last, as the others bring the clocks: a stream is read one after the other.
                Stream.of(clocks).map(Clocks::check))
            .flatMap(each -> each)
            .peek(check -> progress.say("%s", check.line()))
            .toList();
    refuse(checks);
    Map<String, Object> metrics = new LinkedHashMap<>();
    checks.forEach(check -> metrics.put(check.name(), check.value()));
    return JobResult.done(metrics, Map.of());
  }

  private static void refuse(List<Check> checks) {
    List<Check> failed = checks.stream().filter(Check::failed).toList();
    if (failed.isEmpty()) {
      return;
    }
    String message =
        "not ready: "
            + failed.stream()
                .map(check -> check.name() + " (" + check.detail() + ")")
                .collect(Collectors.joining("; "));
    boolean passes = failed.stream().allMatch(check -> check.state() == Check.State.AWAY);
    throw passes
        ? Refusal.tryAgain(message, "the lines above say what to do")
        : Refusal.usage(message, "the lines above say what to do");
  }

  private static Check cluster(SparkConf conf, Clocks clocks) {
    String master = conf.get("spark.master", "local[*]");
    if (!ClusterLook.possible(conf)) {
      return Check.of(
              "cluster",
              "",
              () -> {
                ClusterLook.checkKeys(conf);
                return "";
              })
          .orSkipped(master + " is no standalone cluster: nothing to look at from outside");
    }
    return Check.of(
        "cluster",
        "",
        () -> {
          ClusterLook look = ClusterLook.at(conf);
          look.clock().ifPresent(ahead -> clocks.add("Master", ahead));
          return look.found();
        });
  }

  private Stream<Check> gpus() {
    Optional<Path> script = Optional.ofNullable(discovery).or(DoctorJob::installed);
    return script
        .map(path -> new GpuChecks(path.toAbsolutePath()).all())
        .orElseGet(
            () ->
                Stream.of(
                    Check.of(
                        "gpu",
                        "",
                        () -> {
                          throw Refusal.usage(
                              "there is no conf/gpu-discovery.sh beside this program",
                              "name it: --gpu-discovery");
                        })));
  }

  private static Optional<Path> installed() {
    try {
      return GpuChecks.besideProgram(
          Path.of(DoctorJob.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
