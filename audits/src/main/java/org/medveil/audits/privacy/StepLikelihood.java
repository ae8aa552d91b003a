package org.medveil.audits.privacy;

import org.medveil.dp.SubsampledGaussian;

/**
 * The best score of a canary under a claim (Neyman and Pearson): the log-likelihood ratio of "in"
 * over "out" of what was seen of it, step by step. In: 1 plus noise with chance q, else noise. Out:
 * noise.
 */
final class StepLikelihood {
  private final double rate;
  private final double variance;

  StepLikelihood(SubsampledGaussian mechanism) {
    this.rate = mechanism.samplingRate();
    this.variance = mechanism.noiseMultiplier() * mechanism.noiseMultiplier();
  }

  /**
   * @param seen the noisy sum along the canary's direction in each step, in clipping norms
   */
  double of(double[] seen) {
    double sum = 0;
    for (double x : seen) {
      double exponent = (2 * x - 1) / (2 * variance);
      sum += exponent > 30 ? exponent + Math.log(rate) : Math.log1p(rate * Math.expm1(exponent));
    }
    return sum;
  }
}
