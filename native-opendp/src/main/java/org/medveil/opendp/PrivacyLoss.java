package org.medveil.opendp;

import java.util.List;
import java.util.Objects;

/**
 * What a release costs, as OpenDP's privacy map says it, under the neighbouring relation for which
 * the caller bounded the contributions (with patients: one patient added or removed). For what a
 * ledger holds use the accountant of {@code org.medveil.dp}, which is tighter; this is OpenDP's own
 * word for one release, or for a few in one measure.
 *
 * @param divergence the measure
 * @param value ε or ρ in it; at least 0, infinite where nothing is promised
 * @param delta chance that the promise does not hold, 0 to 1; above 0 for thresholded releases only
 */
public record PrivacyLoss(Divergence divergence, double value, double delta) {
  /**
   * @throws IllegalArgumentException outside these ranges
   */
  public PrivacyLoss {
    Objects.requireNonNull(divergence, "divergence");
    if (!(value >= 0) || !(delta >= 0 && delta <= 1)) {
      throw new IllegalArgumentException("a loss is at least 0, its delta from 0 to 1");
    }
    // OpenDP tests the sign bit.
    value += 0.0;
    delta += 0.0;
  }

  static PrivacyLoss of(Divergence divergence, double value) {
    return new PrivacyLoss(divergence, Checks.answered(value), 0);
  }

  /** Value and delta as a native method answered. */
  static PrivacyLoss of(Divergence divergence, double[] answer) {
    if (answer == null || answer.length != 2) {
      throw new OpenDpException("Jni", "no privacy loss came back, and no reason");
    }
    return new PrivacyLoss(divergence, Checks.answered(answer[0]), Checks.answered(answer[1]));
  }

  /**
   * Of several releases from the same patients, one after the other, each chosen with the earlier
   * ones in view; sums rounded up (OpenDP's composition; Bun, Steinke 2016, lemma 1.7).
   *
   * @param losses at least one, all finite and in one measure
   * @throws IllegalArgumentException otherwise
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where the sum is not finite
   */
  public static PrivacyLoss composed(List<PrivacyLoss> losses) {
    Divergence common = losses.isEmpty() ? null : losses.get(0).divergence;
    for (PrivacyLoss loss : losses) {
      if (loss.divergence != common || Double.isInfinite(loss.value)) {
        throw new IllegalArgumentException("losses of two measures, or infinite ones, do not add");
      }
    }
    if (common == null) {
      throw new IllegalArgumentException("there is nothing to compose");
    }
    NativeLibrary.loaded();
    double[] values = losses.stream().mapToDouble(PrivacyLoss::value).toArray();
    double[] deltas = losses.stream().mapToDouble(PrivacyLoss::delta).toArray();
    double delta = Checks.answered(ConversionNatives.composed(deltas));
    return new PrivacyLoss(
        common, Checks.answered(ConversionNatives.composed(values)), Math.min(1, delta));
  }

  /**
   * The ε that OpenDP can show for a δ: of a ρ by the bound of Canonne, Kamath, Steinke 2020 (proof
   * of corollary 13), valid and some percent above the truth.
   *
   * @param total δ of the answer, own delta included; below 1 and, of a ρ, above the own delta
   * @return rounded up; may be infinite
   * @throws IllegalArgumentException on a total that is too small, or not below 1
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails: a ρ that is too large or too small for its floats
   */
  public double epsilonAt(double total) {
    if (!(total >= delta && total < 1)) {
      throw new IllegalArgumentException("delta must be at least the release's own and below 1");
    }
    if (divergence == Divergence.PURE || Double.isInfinite(value)) {
      return value;
    }
    if (total == delta) {
      throw new IllegalArgumentException("a rho has no epsilon without a further delta above 0");
    }
    NativeLibrary.loaded();
    double rest = delta == 0 ? total : Math.nextDown(total - delta);
    return Checks.answered(ConversionNatives.epsilon(value, rest));
  }

  /**
   * The δ that OpenDP can show for an ε, own delta included.
   *
   * @param epsilon finite, at least 0
   * @return rounded up, at most 1; 1 where nothing is promised
   * @throws IllegalArgumentException on an epsilon out of range
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public double deltaAt(double epsilon) {
    if (!(epsilon >= 0 && epsilon <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("epsilon must be finite and at least 0");
    }
    if (divergence == Divergence.PURE) {
      return epsilon >= value ? delta : 1;
    }
    if (Double.isInfinite(value)) {
      return 1;
    }
    NativeLibrary.loaded();
    double ofRho = Checks.answered(ConversionNatives.delta(value, epsilon + 0.0));
    return Math.min(1, delta == 0 ? ofRho : Math.nextUp(ofRho + delta));
  }
}
