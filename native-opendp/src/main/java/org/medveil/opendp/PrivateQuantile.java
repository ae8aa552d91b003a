package org.medveil.opendp;

import java.util.Objects;

/**
 * A quantile of records, as one of public candidates. A candidate c is scored by the records on its
 * wrong side, |(1−rank)·#(x &lt; c) − rank·#(x &gt; c)|, and a selector chooses (Smith 2011). A
 * rank that is not a fraction with a denominator below 10 000 is taken to the nearest
 * ten-thousandth.
 */
public final class PrivateQuantile {
  private final Selector selector;
  private final double[] candidates;
  private final double rank;
  private final double scale;

  /**
   * @param selector how the candidate is chosen
   * @param candidates at least one, finite, rising; public: never taken from the records
   * @param rank 0 to 1; 0.5 is the median
   * @param scale in records, above 0 and at most 2^56
   * @throws NullPointerException on null
   * @throws IllegalArgumentException outside these ranges
   */
  public PrivateQuantile(Selector selector, double[] candidates, double rank, double scale) {
    this.selector = Objects.requireNonNull(selector, "selector");
    this.candidates = candidates.clone();
    this.rank = rank + 0.0;
    this.scale = Checks.scale("scale", scale);
    if (!(rank >= 0 && rank <= 1)) {
      throw new IllegalArgumentException("the rank must be from 0 to 1, not " + rank);
    }
    if (this.candidates.length == 0) {
      throw new IllegalArgumentException("there must be at least one candidate");
    }
    Checks.finite("every candidate", this.candidates);
    for (int i = 1; i < this.candidates.length; i++) {
      if (this.candidates[i] <= this.candidates[i - 1]) {
        throw new IllegalArgumentException("candidate " + i + " is not above the one before it");
      }
    }
  }

  /**
   * One of the candidates.
   *
   * @param records finite; none is fine, as whether there are any is private. Their number and
   *     range need no bound
   * @throws NullPointerException on null
   * @throws IllegalArgumentException on a record that is not finite; a caller whose data may hold
   *     such clamps or drops them first, because a refusal tells that there was one
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public double release(double[] records) {
    Checks.finite("every record", records);
    NativeLibrary.loaded();
    return Checks.answered(
        switch (selector) {
          case EXPONENTIAL -> QuantileNatives.exponential(records, candidates, rank, scale);
          case PERMUTE_AND_FLIP -> QuantileNatives.permuteAndFlip(records, candidates, rank, scale);
        });
  }

  /**
   * OpenDP's privacy map.
   *
   * @param records how many records one patient adds or removes, at least 0; changing one is two
   * @throws IllegalArgumentException on a negative number
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public PrivacyLoss loss(int records) {
    Checks.sensitivity((long) records);
    NativeLibrary.loaded();
    return PrivacyLoss.of(
        selector.divergence(),
        switch (selector) {
          case EXPONENTIAL -> QuantileNatives.rho(candidates, rank, scale, records);
          case PERMUTE_AND_FLIP -> QuantileNatives.epsilon(candidates, rank, scale, records);
        });
  }
}
