package org.medveil.jobs.calibrate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.dp.NoiseCalibration;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds the one setting that is left out; touches no data and starts no Spark. */
@Command(
    name = "calibrate",
    description = {
      "Which noise multiplier, sampling rate or number of steps keeps a run within its budget.",
      "Leave out exactly one of the three; epsilon at delta, unit patient. The answer is always on the safe side. No data "
          + "is touched."
    },
    mixinStandardHelpOptions = true)
public final class CalibrateJob extends Job {
  @Option(names = "--epsilon", required = true, description = "Epsilon the run may cost.")
  private double epsilon;

  @Option(names = "--delta", required = true, description = "Delta of it; below 1/patients.")
  private double delta;

  @Option(
      names = "--noise-multiplier",
      description = "Standard deviation of the noise over the sensitivity.")
  private Double noiseMultiplier;

  @Option(names = "--sampling-rate", description = "Poisson sampling rate q per step, 0 < q <= 1.")
  private Double samplingRate;

  @Option(names = "--steps", description = "Noisy steps in all.")
  private Integer steps;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    PrivacyBudget budget = new PrivacyBudget(epsilon, delta);
    PldAccountant accountant = new PldAccountant();
    SubsampledGaussian run = completed(budget, accountant);
    double costs = accountant.epsilon(List.of(run), delta);
    progress.say(
        "%s",
        String.format(
            Locale.ROOT,
            "noise multiplier %s, sampling rate %s, %d steps: epsilon %s of %s at delta %s (unit"
                + " patient, add/remove one patient, sampler Poisson, PLD accountant)",
            run.noiseMultiplier(),
            run.samplingRate(),
            run.steps(),
            BigDecimal.valueOf(costs).setScale(4, RoundingMode.CEILING),
            epsilon,
            delta));
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("computed", computed());
    metrics.put("noiseMultiplier", run.noiseMultiplier());
    metrics.put("samplingRate", run.samplingRate());
    metrics.put("steps", run.steps());
    metrics.put("epsilon", costs);
    metrics.put("epsilonTarget", epsilon);
    metrics.put("delta", delta);
    metrics.put("unit", "patient");
    metrics.put("relation", "add/remove one patient");
    metrics.put("sampler", "Poisson");
    metrics.put("accountant", accountant.name());
    return JobResult.done(metrics, Map.of());
  }

  private String computed() {
    long given = Stream.of(noiseMultiplier, samplingRate, steps).filter(Objects::nonNull).count();
    if (given != 2) {
      throw Refusal.usage(
          "calibrate needs exactly two of --noise-multiplier, --sampling-rate and --steps",
          "the third is what it computes");
    }
    return noiseMultiplier == null
        ? "noiseMultiplier"
        : samplingRate == null ? "samplingRate" : "steps";
  }

  private SubsampledGaussian completed(PrivacyBudget budget, PldAccountant accountant) {
    return switch (computed()) {
      case "noiseMultiplier" ->
          new SubsampledGaussian(
              samplingRate,
              NoiseCalibration.noiseMultiplier(budget, samplingRate, steps, accountant),
              steps);
      case "samplingRate" ->
          new SubsampledGaussian(
              NoiseCalibration.samplingRate(budget, noiseMultiplier, steps, accountant),
              noiseMultiplier,
              steps);
      default ->
          new SubsampledGaussian(
              samplingRate,
              noiseMultiplier,
              NoiseCalibration.steps(budget, noiseMultiplier, samplingRate, accountant));
    };
  }
}
