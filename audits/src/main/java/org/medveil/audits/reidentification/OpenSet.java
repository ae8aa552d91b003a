package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.PatientBootstrap;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Refusal;

/**
 * The attacker does not know whether the patient is in the gallery, and names the best match only
 * above a threshold. The threshold is the one that half of the patients, as strangers, exceed at
 * the target rate; rates are measured on the other half. A stranger's trial is the probe's best
 * match among other patients: the gallery as it were without this patient.
 *
 * @param target false-positive identification rate at which the threshold was set
 * @param threshold of the score
 * @param falsePositives FPIR, measured on the other half
 * @param falseNegatives FNIR: probes in the gallery that are not named or wrongly named
 * @param misnamed of the probes in the gallery, named wrongly above the threshold
 * @param posteriors one for each prior; none if no stranger was named
 */
public record OpenSet(
    double target,
    double threshold,
    Estimate falsePositives,
    Estimate falseNegatives,
    Estimate misnamed,
    List<Posterior> posteriors) {
  /**
   * What a named match is worth.
   *
   * @param prior that the patient is in the gallery
   * @param correct probability that the name above the threshold is the patient's
   */
  public record Posterior(double prior, double correct) {}

  /** So that the halves are not another split of the same seed. */
  private static final long APART = 0x6f70656e2d736574L;

  /** Priors of membership that are reported: one in a thousand to one in two. */
  private static final double[] PRIORS = {0.001, 0.01, 0.1, 0.5};

  /**
   * One record for each target.
   *
   * @param found a search
   * @param targets e.g. 0.01, 0.1
   * @throws Refusal exit 65 if a half has no mated probe
   */
  public static List<OpenSet> of(Identification found, double[] targets, Resampling resampling) {
    PatientSplit halves = new PatientSplit(resampling.seed() ^ APART, 0.5);
    int[] calibration =
        IntStream.range(0, found.probes()).filter(i -> halves.first(found.patient(i))).toArray();
    int[] measured =
        IntStream.range(0, found.probes()).filter(i -> !halves.first(found.patient(i))).toArray();
    long mated = IntStream.of(measured).filter(i -> found.mates(i).mated()).count();
    if (calibration.length == 0 || mated == 0) {
      throw Refusal.badData(
          "The open set needs patients for its threshold and others for its rates.",
          "The cohort is too small for this policy.");
    }
    double[] strangers =
        IntStream.of(calibration).mapToDouble(found::nearestOther).sorted().toArray();
    long[] keys = IntStream.of(measured).mapToLong(found::patient).toArray();
    PatientBootstrap bootstrap = PatientBootstrap.ofKeys(keys, resampling);
    List<OpenSet> sets = new ArrayList<>();
    for (double target : targets) {
      sets.add(at(target, threshold(strangers, target), new Trial(found, measured, bootstrap)));
    }
    return sets;
  }

  private record Trial(Identification found, int[] probes, PatientBootstrap bootstrap) {
    @Override
    public String toString() {
      return "Trial[" + probes.length + "]";
    }
  }

  /** At most {@code target} of the strangers are at or above it. */
  private static double threshold(double[] sorted, double target) {
    int allowed = (int) Math.floor(target * sorted.length);
    return Math.nextUp((float) sorted[sorted.length - 1 - allowed]);
  }

  private static OpenSet at(double target, double threshold, Trial trial) {
    int n = trial.probes.length;
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] mated = new double[n];
    double[] stranger = new double[n];
    double[] missed = new double[n];
    double[] wrong = new double[n];
    for (int j = 0; j < n; j++) {
      int i = trial.probes[j];
      double other = trial.found.nearestOther(i);
      double best = trial.found.mates(i).best();
      stranger[j] = other >= threshold ? 1 : 0;
      if (trial.found.mates(i).mated()) {
        mated[j] = 1;
        missed[j] = best > other && best >= threshold ? 0 : 1;
        wrong[j] = other >= best && other >= threshold ? 1 : 0;
      }
    }
    Estimate positives = trial.bootstrap.ratio(stranger, ones);
    Estimate negatives = trial.bootstrap.ratio(missed, mated);
    Estimate misnamed = trial.bootstrap.ratio(wrong, mated);
    return new OpenSet(
        target,
        threshold,
        positives,
        negatives,
        misnamed,
        posteriors(positives.value(), negatives.value(), misnamed.value()));
  }

  /** None if no stranger was named: then what a name is worth was not seen. */
  private static List<Posterior> posteriors(double positives, double negatives, double misnamed) {
    List<Posterior> posteriors = new ArrayList<>();
    for (double prior : positives > 0 ? PRIORS : new double[0]) {
      double right = prior * (1 - negatives);
      double named = right + prior * misnamed + (1 - prior) * positives;
      posteriors.add(new Posterior(prior, right / named));
    }
    return List.copyOf(posteriors);
  }
}
