package org.medveil.audits.erasure;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medveil.audits.AuditRow;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;

/**
 * An eraser from one noisy sum over a hospital's patients, unit patient, add/remove one. The closed
 * forms of {@link Leace}, {@link Splince} and {@link IdentityErasure} on the moments of that sum
 * are post-processing. The whole release is one step with every patient: {@code new SamplingPlan(1,
 * 1)} with the grid of {@link MomentShape#grid}.
 *
 * <p>What a row becomes does not depend on other patients: sex, age and label have fixed codes, not
 * levels found in the data.
 */
public final class EraserRelease implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double HALF_CENTURY = 50;

  private final ErasurePlan plan;
  private final PublicView view;
  private final MomentShape shape;

  /**
   * @param plan concepts among sex and age; by LEACE or SPLINCE
   * @param view public
   * @throws Refusal exit 2 for another concept or method, or more directions than the view has
   *     values
   */
  public EraserRelease(ErasurePlan plan, PublicView view) {
    this.plan = Objects.requireNonNull(plan);
    this.view = Objects.requireNonNull(view);
    this.shape = MomentShape.of(plan, view.seen());
  }

  /** What one patient adds, and its proof. */
  public MomentShape shape() {
    return shape;
  }

  /** The image in the sums; empty where a trait or the label is not known. */
  public Optional<UnitRow> row(AuditRow row) {
    double[] values = Arrays.copyOf(view.of(row.vector()), shape.inner().width());
    int at = view.seen();
    for (Concept concept : plan.concepts()) {
      OptionalDouble code = code(concept, concept.of(row));
      if (code.isEmpty()) {
        return Optional.empty();
      }
      values[at++] = code.getAsDouble();
    }
    if (plan.keepTask()) {
      if (!List.of("0", "1").contains(row.label().orElse(""))) {
        return Optional.empty();
      }
      values[at] = row.label().get().equals("1") ? 1 : -1;
    }
    return Optional.of(new UnitRow(row.laterality().orElse(""), values));
  }

  /**
   * The eraser of a noisy sum.
   *
   * @param noisySum in units of the contributions
   * @param grid that made it
   * @throws Refusal exit 65 when concept and task are the same direction
   */
  public Eraser fit(float[] noisySum, GridGaussian grid) {
    return lifted(NoisyMoments.of(shape, noisySum, grid));
  }

  /** The same of a sum without noise: for tests. */
  Eraser exact(float[] sum) {
    return lifted(NoisyMoments.exact(shape, sum));
  }

  private Eraser lifted(Moments moments) {
    return view.lifted(plan.fit(moments)).rounded();
  }

  /** F and M as −1 and 1; the lower end of an age band, 0 to 100 years as −1 to 1. */
  private static OptionalDouble code(Concept concept, Optional<String> level) {
    if (concept == Concept.AGE) {
      return level
          .map(Concept::years)
          .filter(years -> years.isPresent())
          .map(years -> OptionalDouble.of(years.getAsInt() / HALF_CENTURY - 1))
          .orElse(OptionalDouble.empty());
    }
    return switch (level.orElse("")) {
      case "F" -> OptionalDouble.of(-1);
      case "M" -> OptionalDouble.of(1);
      default -> OptionalDouble.empty();
    };
  }

  /** Nothing of its numbers. */
  @Override
  public String toString() {
    return "EraserRelease[" + plan.words() + "]";
  }
}
