package org.medveil.audits.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.medveil.contracts.Refusal;
import org.medveil.dp.evaluation.Interval;

/**
 * Percentile bootstrap over patients with Poisson(1) weights: a patient's rows come together or not
 * at all, because images of one patient are alike. All figures of one bootstrap are taken on the
 * same replicates, so a difference of two of them is paired.
 */
public final class PatientBootstrap {
  private static final double LEAST_DEFINED = 0.9;

  private final long[] keys;
  private final int[] patientOfRow;
  private final Resampling resampling;

  private PatientBootstrap(long[] keys, int[] patientOfRow, Resampling resampling) {
    this.keys = keys;
    this.patientOfRow = patientOfRow;
    this.resampling = resampling;
  }

  /**
   * @param subjects patient of each row, at least one
   * @param resampling how to draw
   */
  public static PatientBootstrap of(List<String> subjects, Resampling resampling) {
    return numbered(subjects, PatientWeights::key, resampling);
  }

  /**
   * As {@link #of}, for patients that are numbers already.
   *
   * @param keys {@link PatientWeights#key} of the patient of each row, at least one
   * @param resampling how to draw
   */
  public static PatientBootstrap ofKeys(long[] keys, Resampling resampling) {
    return numbered(Arrays.stream(keys).boxed().toList(), key -> key, resampling);
  }

  private static <T> PatientBootstrap numbered(
      List<T> patients, ToLongFunction<T> key, Resampling resampling) {
    if (patients.isEmpty()) {
      throw Refusal.badData("There are no rows to resample.", "Look at the counts of the groups.");
    }
    Map<T, Integer> numbers = new HashMap<>();
    int[] patientOfRow = new int[patients.size()];
    long[] keys = new long[patients.size()];
    for (int i = 0; i < patientOfRow.length; i++) {
      Integer number = numbers.get(patients.get(i));
      if (number == null) {
        number = numbers.size();
        numbers.put(patients.get(i), number);
        keys[number] = key.applyAsLong(patients.get(i));
      }
      patientOfRow[i] = number;
    }
    return new PatientBootstrap(Arrays.copyOf(keys, numbers.size()), patientOfRow, resampling);
  }

  /**
   * Any figure.
   *
   * @param statistic from the weight of each row (0, 1, 2, …; all 1 for the rows as they are) to
   *     the figure; NaN where it is not defined. It must not keep the array
   * @throws Refusal exit 65 when the figure is undefined on the rows or on more than 10 % of the
   *     replicates
   */
  public Estimate estimate(ToDoubleFunction<int[]> statistic) {
    return estimates(weights -> new double[] {statistic.applyAsDouble(weights)}).get(0);
  }

  /** Several figures at once, on the same replicates; as {@link #estimate}. */
  public List<Estimate> estimates(Function<int[], double[]> statistics) {
    return each(statistics).stream()
        .map(one -> one.orElseThrow(PatientBootstrap::undefined))
        .toList();
  }

  /**
   * Several figures at once, on the same replicates, some of which may be undefined.
   *
   * @param statistics from the weight of each row to the figures; NaN where one is not defined. It
   *     must not keep the array
   * @return one each; empty where {@link #estimate} would refuse
   */
  public List<Optional<Estimate>> each(Function<int[], double[]> statistics) {
    int[] weights = new int[patientOfRow.length];
    Arrays.fill(weights, 1);
    double[] values = statistics.apply(weights);
    PatientWeights chance = new PatientWeights(resampling.seed());
    int[] drawn = new int[keys.length];
    double[][] figures = new double[values.length][resampling.replicates()];
    for (int replicate = 0; replicate < resampling.replicates(); replicate++) {
      for (int patient = 0; patient < drawn.length; patient++) {
        drawn[patient] = chance.of(keys[patient], replicate);
      }
      for (int row = 0; row < weights.length; row++) {
        weights[row] = drawn[patientOfRow[row]];
      }
      double[] found = statistics.apply(weights);
      for (int figure = 0; figure < values.length; figure++) {
        figures[figure][replicate] = found[figure];
      }
    }
    List<Optional<Estimate>> all = new ArrayList<>();
    for (int figure = 0; figure < values.length; figure++) {
      all.add(defined(values[figure], figures[figure]));
    }
    return List.copyOf(all);
  }

  /** The mean of one value for each row. */
  public Estimate mean(double[] values) {
    double[] ones = new double[values.length];
    Arrays.fill(ones, 1);
    return ratio(values, ones);
  }

  /**
   * Σ numerator / Σ denominator, e.g. hits over trials; a row that does not count has 0 in both.
   *
   * @param numerator one for each row
   * @param denominator one for each row, at least 0
   */
  public Estimate ratio(double[] numerator, double[] denominator) {
    if (numerator.length != patientOfRow.length || denominator.length != patientOfRow.length) {
      throw new IllegalArgumentException("one value for each row");
    }
    double[] above = perPatient(numerator);
    double[] below = perPatient(denominator);
    PatientWeights chance = new PatientWeights(resampling.seed());
    double[] figures = new double[resampling.replicates()];
    for (int replicate = 0; replicate < figures.length; replicate++) {
      double sum = 0;
      double weight = 0;
      for (int patient = 0; patient < keys.length; patient++) {
        int times = chance.of(keys[patient], replicate);
        sum += times * above[patient];
        weight += times * below[patient];
      }
      figures[replicate] = sum / weight;
    }
    return percentile(Arrays.stream(above).sum() / Arrays.stream(below).sum(), figures);
  }

  private double[] perPatient(double[] values) {
    double[] sums = new double[keys.length];
    for (int row = 0; row < values.length; row++) {
      sums[patientOfRow[row]] += values[row];
    }
    return sums;
  }

  private Estimate percentile(double value, double[] figures) {
    return defined(value, figures).orElseThrow(PatientBootstrap::undefined);
  }

  private static Refusal undefined() {
    return Refusal.badData(
        "A figure is not defined on enough replicates of the bootstrap.",
        "The group is too small, or lacks one of the labels.");
  }

  private Optional<Estimate> defined(double value, double[] figures) {
    double[] sorted = Arrays.stream(figures).filter(Double::isFinite).sorted().toArray();
    if (!Double.isFinite(value) || sorted.length < LEAST_DEFINED * figures.length) {
      return Optional.empty();
    }
    double tail = (1 - resampling.level()) / 2;
    return Optional.of(
        new Estimate(value, Interval.within(sorted, tail), keys.length, sorted.length));
  }
}
