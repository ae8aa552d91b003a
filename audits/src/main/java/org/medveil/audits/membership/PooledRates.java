package org.medveil.audits.membership;

import java.util.Arrays;
import java.util.List;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.PatientBootstrap;
import org.medveil.audits.statistics.Resampling;
import org.medveil.dp.evaluation.WeightedAuroc;

/** Rates of an attack over many targets, with intervals that resample whole patients. */
public final class PooledRates {
  private final MemberPool pool;
  private final PatientBootstrap bootstrap;
  private final boolean[] members;
  private final double[] values;
  private final WeightedAuroc curve;

  /**
   * @param pool with members and others
   * @param names of all patients, by number
   * @param resampling at least 1000 replicates
   */
  public PooledRates(MemberPool pool, List<String> names, Resampling resampling) {
    this.pool = pool;
    this.members = pool.members();
    this.values = pool.values();
    this.bootstrap =
        PatientBootstrap.of(
            Arrays.stream(pool.patients()).mapToObj(names::get).toList(), resampling);
    this.curve = new WeightedAuroc(values, members);
  }

  /**
   * At one threshold.
   *
   * @param truePositives of members
   * @param falsePositives of others
   */
  public record Point(Estimate truePositives, Estimate falsePositives) {}

  /** At the lowest threshold with a false positive rate of at most {@code rate}. */
  public Point at(double rate) {
    return above(threshold(rate));
  }

  /** The threshold of {@link #at}. */
  public double threshold(double rate) {
    double[] others = pool.scores().others();
    Arrays.sort(others);
    int allowed = Math.min(others.length, (int) Math.floor(rate * others.length + 1e-9));
    return allowed == others.length
        ? Double.NEGATIVE_INFINITY
        : others[others.length - 1 - allowed];
  }

  /** Above a threshold that was fixed elsewhere. */
  public Point above(double threshold) {
    double[] called = new double[values.length];
    double[] member = new double[values.length];
    double[] other = new double[values.length];
    double[] accused = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double hit = values[i] > threshold ? 1 : 0;
      member[i] = members[i] ? 1 : 0;
      other[i] = 1 - member[i];
      called[i] = hit * member[i];
      accused[i] = hit * other[i];
    }
    return new Point(bootstrap.ratio(called, member), bootstrap.ratio(accused, other));
  }

  /** The area under the curve; chance 0.5. */
  public Estimate auc() {
    return bootstrap.estimate(curve::of);
  }
}
