package org.medveil.opendp;

/** What is added to counts. Both are exact on the whole numbers. */
public enum CountNoise {
  /**
   * P(x) ∝ exp(−x²/2·scale²), known in {@link Divergence#CONCENTRATED} (Canonne, Kamath, Steinke
   * 2020). The better one for many counts of one patient.
   */
  GAUSSIAN(Divergence.CONCENTRATED),
  /**
   * P(x) ∝ exp(−|x|/scale), known in {@link Divergence#PURE} (Ghosh, Roughgarden, Sundararajan
   * 2009).
   */
  LAPLACE(Divergence.PURE);

  private final Divergence divergence;

  CountNoise(Divergence divergence) {
    this.divergence = divergence;
  }

  /** The measure in which OpenDP knows its loss. */
  public Divergence divergence() {
    return divergence;
  }
}
