package org.medveil.jobs.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Extrapolates a site's pipeline to a number of images and executors; starts no Spark. */
@Command(
    name = "plan",
    description = {
      "How long a site's pipeline may take on a cluster, and how much memory and disk it wants.",
      "Extrapolated from measured constants, and says so: your cluster was not measured. "
          + "benchmarks/scale/run measures it; --constants takes what that writes."
    },
    mixinStandardHelpOptions = true)
public final class PlanJob extends Job {
  @Option(names = "--images", required = true, description = "Images (frames) of the cohort.")
  private long images;

  @Option(names = "--executors", required = true, description = "Spark executors.")
  private int executors;

  @Option(
      names = "--cores",
      defaultValue = "1",
      description = "Cores of each executor (default: ${DEFAULT-VALUE}).")
  private int cores;

  @Option(names = "--steps", description = "Noisy steps of a round; without it train is left out.")
  private Integer steps;

  @Option(names = "--sampling-rate", description = "Poisson sampling rate q, with --steps.")
  private Double samplingRate;

  @Option(
      names = "--constants",
      paramLabel = "FILE",
      description = "constants.json of benchmarks/scale/run (default: those of this version).")
  private Path file;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    if (images < 1) {
      throw Refusal.usage("--images must be at least 1", "");
    }
    Optional<Training> training = training();
    Constants constants = file == null ? Constants.shipped() : Constants.of(file);
    Plan plan = Plan.of(images, new Cluster(executors, cores), training, constants);
    progress.say("EXTRAPOLATED, not measured, from %s:", basis(constants));
    progress.say("%-9s %10s %12s %14s %12s", "stage", "time", "an executor", "shuffled", "stored");
    plan.stages().forEach((name, stage) -> progress.say("%s", line(name, stage)));
    progress.say("all stages one after the other: %s", time(plan.seconds()));
    plan.notes().forEach(note -> progress.say("%s", note));
    return JobResult.done(metrics(plan, constants), Map.of());
  }

  private Optional<Training> training() {
    if (steps == null && samplingRate == null) {
      return Optional.empty();
    }
    if (steps == null || samplingRate == null) {
      throw Refusal.usage("--steps and --sampling-rate go together", "give both or neither");
    }
    return Optional.of(new Training(steps, samplingRate));
  }

  private Map<String, Object> metrics(Plan plan, Constants constants) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("basis", "extrapolated");
    metrics.put("measuredOn", constants.measuredOn());
    metrics.put("measuredAt", constants.measuredAt());
    metrics.put("image", constants.image());
    metrics.put("images", images);
    metrics.put("executors", executors);
    metrics.put("coresEach", cores);
    Map<String, Object> stages = new LinkedHashMap<>();
    plan.stages().forEach((name, stage) -> stages.put(name, stage.metrics()));
    metrics.put("stages", stages);
    metrics.put("totalSeconds", Math.ceil(plan.seconds()));
    metrics.put("shufflePartitions", plan.partitions());
    metrics.put("notes", plan.notes());
    return metrics;
  }

  private static String basis(Constants constants) {
    return String.format(
        "%s, %s, image: %s", constants.measuredOn(), constants.measuredAt(), constants.image());
  }

  private static String line(String name, Plan.Stage stage) {
    return String.format(
        Locale.ROOT,
        "%-9s %10s %8.1f GiB %10.1f GiB %8.1f GiB",
        name,
        time(stage.seconds()),
        gib(stage.executorBytes()),
        gib(stage.shuffledBytes()),
        gib(stage.storedBytes()));
  }

  private static String time(double seconds) {
    return seconds < 120
        ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds))
        : seconds < 7200
            ? String.format(Locale.ROOT, "%.0f min", Math.ceil(seconds / 60))
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private static double gib(double bytes) {
    return bytes / (1L << 30);
  }
}
