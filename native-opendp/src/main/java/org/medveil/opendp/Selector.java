package org.medveil.opendp;

/** How the best of many scores is chosen. Both are exact, for any whole scores. */
public enum Selector {
  /**
   * Index i with chance ∝ exp(score/scale) (McSherry, Talwar 2007; the same as the largest of
   * scores with Gumbel noise), known in {@link Divergence#CONCENTRATED}, where its bounded range
   * costs an eighth of the square (Cesar, Rogers 2021).
   */
  EXPONENTIAL(Divergence.CONCENTRATED),
  /**
   * In random order, each is taken with chance exp(−(best − score)/scale) (McKenna, Sheldon 2020;
   * the same as the largest of scores with exponential noise), known in {@link Divergence#PURE}. At
   * one pure ε never worse than the exponential mechanism.
   */
  PERMUTE_AND_FLIP(Divergence.PURE);

  private final Divergence divergence;

  Selector(Divergence divergence) {
    this.divergence = divergence;
  }

  /** The measure in which OpenDP knows its loss. */
  public Divergence divergence() {
    return divergence;
  }
}
