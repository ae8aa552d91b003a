package org.medveil.audits.erasure;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;

/**
 * What one patient adds to the sums that an eraser is released from: second moments, averaged over
 * the patient's own images, so that a patient with many images weighs what any other weighs.
 *
 * <p>Every image gives w = (x, ½·z, ½·y, ½): its vector, shrunk to norm 1 where it is longer, its
 * traits and task, cut to −1 … 1, and a constant, whose products are the sums of vectors and the
 * number of patients. So ‖w‖² ≤ B² = 1 + ¼·(number of traits and tasks) + ¼. The patient adds
 *
 * <ul>
 *   <li>without units: T = mean of w·wᵀ;
 *   <li>with units (for identity): M = Σ n_u·m_u·m_uᵀ / n over the means m_u of the patient's units
 *       of n_u images, and W = Σ (w − m_u)(w − m_u)ᵀ / n. T is their sum.
 * </ul>
 *
 * <p><b>Sensitivity.</b> Adding or removing a patient changes the sums by exactly what that patient
 * adds, which depends on nobody else. T, M and W have no negative eigenvalue, so each one's
 * Frobenius norm is at most its trace. Without units: ‖T‖ ≤ tr T = mean ‖w‖² ≤ B². With units: tr M
 * + tr W = tr T ≤ B², hence √(‖M‖² + ‖W‖²) ≤ tr M + tr W ≤ B². A patient of one image with ‖x‖ = 1
 * and all traits ±1 reaches it. Released as (T, M) the same would cost √2·B².
 *
 * <p>{@link Triangle} lays the matrices out in one vector of that norm; {@link GridGaussian} clips
 * it to B² once more, which changes nobody's, and adds the noise. Full proof: {@code
 * docs/privacy/eraser-release.md}.
 *
 * @param vector values of x, at least 1
 * @param erased traits z to erase
 * @param kept tasks y to keep
 * @param units whether units are told apart, as identity erasure needs
 */
public record MomentShape(int vector, int erased, int kept, boolean units) implements Serializable {
  /** Factor on traits, tasks and the constant. */
  static final double TRAIT = .5;

  private static final int MOST = 4096;

  /**
   * @throws Refusal exit 2 when there is no vector or more than 4096 columns
   */
  public MomentShape {
    new Columns(vector, erased, kept);
    if (vector + erased + kept + 1 > MOST) {
      throw Refusal.usage(
          "The sums of a release have at most " + MOST + " columns.", "Project the vectors.");
    }
  }

  /**
   * The shape of a plan's release.
   *
   * @param plan concepts among sex and age, whose codes are public; by LEACE or SPLINCE
   * @param seen values of the vectors' view
   * @throws Refusal exit 2 for another concept or method, or more directions than values
   */
  public static MomentShape of(ErasurePlan plan, int seen) {
    for (Concept concept : plan.concepts()) {
      if (concept != Concept.SEX && concept != Concept.AGE) {
        throw Refusal.usage(
            "A release cannot erase '" + concept.word() + "': its levels are not public.",
            "known: sex, age");
      }
    }
    if (plan.method() == ErasurePlan.Method.INLP) {
      throw Refusal.usage("A release does not use inlp.", "known: leace, splince");
    }
    if (plan.concepts().size() + plan.identityRank() > seen) {
      throw Refusal.usage(
          "More directions are to be erased than the " + seen + " values that are seen.",
          "Choose fewer directions, or project to more values.");
    }
    return new MomentShape(
        seen, plan.concepts().size(), plan.keepTask() ? 1 : 0, plan.identityRank() > 0);
  }

  /** w: vector, traits, tasks, constant. */
  Triangle outer() {
    return new Triangle(vector + erased + kept + 1);
  }

  /** W, in which the constant does not differ. */
  Triangle inner() {
    return new Triangle(vector + erased + kept);
  }

  /** Entries of a patient's contribution. */
  public int dimension() {
    return outer().length() + (units ? inner().length() : 0);
  }

  /** B², the L2 norm that no contribution exceeds. */
  public double clippingNorm() {
    return 1 + TRAIT * TRAIT * (erased + kept + 1);
  }

  /** Clip, grid and noise of the release, with its accounting. */
  public GridGaussian grid(double noiseMultiplier) {
    return new GridGaussian(clippingNorm(), noiseMultiplier, dimension());
  }

  /**
   * Adds a patient to the sum.
   *
   * @param rows all images of one patient, and of nobody else; none adds nothing, a value that is
   *     not finite makes the whole patient add nothing
   * @param grid of {@link #grid}
   * @param sum grid units, {@link #dimension()} entries; exact, so the order does not matter
   */
  public void addPatient(List<UnitRow> rows, GridGaussian grid, long[] sum) {
    grid.addClipped(contribution(rows), sum);
  }

  /** What the patient adds before it is rounded; its norm is at most {@link #clippingNorm}. */
  double[] contribution(List<UnitRow> rows) {
    double[] flat = new double[dimension()];
    Map<String, double[]> totals = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    double share = 1.0 / rows.size();
    for (UnitRow row : rows) {
      double[] w = bounded(row.values());
      if (units) {
        double[] total = totals.computeIfAbsent(row.unit(), u -> new double[w.length]);
        for (int i = 0; i < w.length; i++) {
          total[i] += w[i];
        }
        counts.merge(row.unit(), 1, Integer::sum);
      } else {
        outer().addOuter(w, share, flat, 0);
      }
    }
    totals.forEach((unit, total) -> scale(total, 1.0 / counts.get(unit)));
    totals.forEach((unit, mean) -> outer().addOuter(mean, share * counts.get(unit), flat, 0));
    if (units) {
      for (UnitRow row : rows) {
        double[] away = bounded(row.values());
        double[] mean = totals.get(row.unit());
        for (int i = 0; i < away.length; i++) {
          away[i] -= mean[i];
        }
        inner().addOuter(away, share, flat, outer().length());
      }
    }
    return flat;
  }

  /** w of an image: nothing of it is larger than the proof says, whatever is in the row. */
  private double[] bounded(double[] values) {
    if (values.length != vector + erased + kept) {
      throw new IllegalArgumentException("a row has " + values.length + " values");
    }
    double[] w = new double[values.length + 1];
    double squares = 0;
    for (int i = 0; i < vector; i++) {
      squares += values[i] * values[i];
    }
    double shrink = 1 / Math.max(1, Math.sqrt(squares));
    for (int i = 0; i < vector; i++) {
      w[i] = values[i] * shrink;
    }
    for (int i = vector; i < values.length; i++) {
      w[i] = TRAIT * Math.max(-1, Math.min(1, values[i]));
    }
    w[values.length] = TRAIT;
    return w;
  }

  private static void scale(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}
