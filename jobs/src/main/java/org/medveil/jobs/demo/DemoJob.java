package org.medveil.jobs.demo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.jobs.Main;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The newcomer's first command. */
@Command(
    name = "demo",
    description = {
      "Simulate eye hospitals, run the whole spine on them and write one HTML report.",
      "Running again goes on where it stopped; what is there already is kept."
    },
    mixinStandardHelpOptions = true)
public final class DemoJob extends Job {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for everything the demo writes.")
  private Path out;

  @Option(
      names = "--sites",
      defaultValue = "3",
      description = "Hospitals (default: ${DEFAULT-VALUE}).")
  private int sites;

  @Option(
      names = "--patients",
      defaultValue = "120",
      description = "Patients per hospital (default: ${DEFAULT-VALUE}).")
  private int patients;

  @Option(
      names = "--holdout",
      defaultValue = "120",
      description = "Patients nobody trains on (default: ${DEFAULT-VALUE}).")
  private int holdout;

  @Option(
      names = "--rounds",
      defaultValue = "4",
      description = "Federated rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--epsilon",
      defaultValue = "8",
      description =
          "Per hospital over all rounds, unit patient, add/remove one (default: ${DEFAULT-VALUE}; simulated data only).")
  private double epsilon;

  @Option(
      names = "--delta",
      defaultValue = "1e-4",
      description = "As above (default: ${DEFAULT-VALUE}; simulated data only).")
  private double delta;

  @Option(
      names = "--seed",
      defaultValue = "2026",
      description = "Seed of the simulated cohort (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected Optional<Path> manifestFile() {
    return Optional.of(out.resolve("demo.manifest.json"));
  }

  @Override
  protected JobResult run(Progress progress) {
    DemoSettings demo =
        new DemoSettings(out, sites, patients, holdout, rounds, epsilon, delta, seed);
    Verbs verbs = new Verbs(Main::commands, progress);
    DemoRun run = new DemoRun(demo, verbs, progress);
    DemoFigures figures = run.run();
    Path report = new DemoReport(demo, figures, verbs).write();
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("sites", figures.siteMetrics());
    metrics.put("rounds", rounds);
    metrics.put("auroc", figures.auroc());
    progress.say("report: %s", report);
    return JobResult.done(metrics, Map.of("report", report.toString()));
  }
}
