package org.medveil.imaging.simulate;

/**
 * Growth of one eye's atrophy: the square root of the area grows linearly. Anchored on published
 * cohorts of Stargardt disease: mean area 3.9 mm², growth .72 mm²/year, and about 21 % of eyes gain
 * more than 2 mm² in two years. The label is no function of one photograph: who knew the first area
 * and the activity exactly would reach an AUROC of .90.
 *
 * @param baselineRoot square root of the area at the first visit, mm
 * @param growth of that root, mm per year
 * @param activity what the lesion's margin shows of the growth rate, standard normal
 */
record DiseaseCourse(double baselineRoot, double growth, double activity) {
  private static final double[] GENOTYPE_EFFECT = {.35, 0, -.5};
  private static final double LOG_GROWTH_SD = .45;
  private static final double BETWEEN_EYES = .8;

  /** Standard deviation of log growth, both parts: sqrt(.45² + .3² (genotype classes)). */
  private static final double TOTAL_SD = .54;

  /** How much of the growth rate the margin tells; the rest is this eye's own. */
  private static final double MARGIN_TELLS = .6;

  /**
   * @param patient what both eyes share
   * @param eye what this eye has alone
   */
  static DiseaseCourse of(Latent patient, Latent eye) {
    double u = patient.uniform(0);
    double genotype = GENOTYPE_EFFECT[u < .3 ? 0 : u < .8 ? 1 : 2];
    double logGrowth = genotype + LOG_GROWTH_SD * both(patient, eye, 1);
    double growth = .14 * StrictMath.exp(logGrowth);
    // Fast lesions are larger when they are first seen; how late that is varies on its own.
    double root = 1.9 * StrictMath.exp(.3 * logGrowth + .35 * both(patient, eye, 2));
    // The arcades bound a first visit's lesion: 4.5 mm root is a diameter of 5 mm.
    double bounded = Math.max(.35, 4.5 * StrictMath.tanh(root / 4.5));
    double activity =
        MARGIN_TELLS * (logGrowth - .005) / TOTAL_SD
            + Math.sqrt(1 - MARGIN_TELLS * MARGIN_TELLS) * eye.normal(3);
    return new DiseaseCourse(bounded, growth, Math.max(-3, Math.min(3, activity)));
  }

  /** Area in mm², this many years after the first visit. */
  double area(double years) {
    double root = baselineRoot + growth * years;
    return root * root;
  }

  /** The outcome: more than 2 mm² gained within two years of the first visit. */
  boolean progresses() {
    return area(2) - area(0) > 2;
  }

  private static double both(Latent patient, Latent eye, long index) {
    return Math.sqrt(BETWEEN_EYES) * patient.normal(index)
        + Math.sqrt(1 - BETWEEN_EYES) * eye.normal(index);
  }
}
