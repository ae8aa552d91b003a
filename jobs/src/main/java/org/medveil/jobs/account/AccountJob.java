package org.medveil.jobs.account;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Mechanism;
import org.medveil.dp.NeighbourRelation;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Answers what mechanisms cost; touches no data and starts no Spark. */
@Command(
    name = "account",
    description = {
      "What a run costs in privacy: epsilon from above and below, and what an attacker could do.",
      "Give noise multiplier, sampling rate and steps; or --events, a JSON list of "
          + "mechanisms; or --settings and --out, a CSV file row by row. No data is touched."
    },
    mixinStandardHelpOptions = true)
public final class AccountJob extends Job {
  @Option(
      names = "--noise-multiplier",
      description = "Standard deviation of the noise over the sensitivity.")
  private Double noiseMultiplier;

  @Option(names = "--sampling-rate", description = "Poisson sampling rate q per step, 0 < q <= 1.")
  private Double samplingRate;

  @Option(names = "--steps", description = "Noisy steps in all.")
  private Integer steps;

  @Option(names = "--delta", description = "Delta at which epsilon is given; below 1/patients.")
  private Double delta;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "JSON list of mechanisms, as the ledger writes them, composed together.")
  private Path events;

  @Option(
      names = "--relation",
      defaultValue = "add-remove",
      paramLabel = "NAME",
      description = "Neighbours: add-remove or replace one patient (default: ${DEFAULT-VALUE}).")
  private String relation;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "CSV with columns noise_multiplier, sampling_rate, steps, delta.")
  private Path settings;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "CSV to write: the rows of --settings with their epsilons and seconds.")
  private Path out;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Picture of epsilon over steps and of the best attack, .svg or .html.")
  private Path plot;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    NeighbourRelation neighbours = relation(relation);
    if (settings != null || out != null) {
      return rows(neighbours, progress);
    }
    if (delta == null) {
      throw Refusal.usage("account needs --delta", "an epsilon without a delta means nothing");
    }
    Composition composition = new Composition(mechanisms(), delta, neighbours);
    Optional<Picture> picture = Optional.ofNullable(plot).map(Picture::at);
    Assessment assessment = Assessment.of(composition);
    assessment.sentences().forEach(sentence -> progress.say("%s", sentence));
    picture.ifPresent(file -> file.write(assessment));
    return JobResult.done(
        assessment.metrics(), plot == null ? Map.of() : Map.of("plot", plot.toString()));
  }

  private List<Mechanism> mechanisms() {
    boolean all = noiseMultiplier != null && samplingRate != null && steps != null;
    boolean none = noiseMultiplier == null && samplingRate == null && steps == null;
    if (events != null && none) {
      return EventsFile.read(events);
    }
    if (events == null && all) {
      return List.of(new SubsampledGaussian(samplingRate, noiseMultiplier, steps));
    }
    throw Refusal.usage(
        "account takes --noise-multiplier, --sampling-rate and --steps together, or --events alone",
        "several runs together are a list for --events: docs/verbs/account.md");
  }

  private JobResult rows(NeighbourRelation neighbours, Progress progress) {
    boolean alone =
        noiseMultiplier == null && samplingRate == null && steps == null && delta == null;
    if (settings == null || out == null || !alone || events != null || plot != null) {
      throw Refusal.usage(
          "--settings and --out go together and with no other setting but --relation",
          "each row has its own noise multiplier, sampling rate, steps and delta");
    }
    SettingsFile file = SettingsFile.read(settings);
    int computed = file.write(out, neighbours, progress);
    return JobResult.done(
        Map.of(
            "rows",
            computed,
            "unit",
            "patient",
            "relation",
            Assessment.words(neighbours),
            "sampler",
            "Poisson"),
        Map.of("out", out.toString()));
  }

  private static NeighbourRelation relation(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "add-remove" -> NeighbourRelation.ADD_REMOVE;
      case "replace" -> NeighbourRelation.REPLACE;
      default ->
          throw Refusal.usage("unknown relation '" + name + "'", "known: add-remove, replace");
    };
  }
}
