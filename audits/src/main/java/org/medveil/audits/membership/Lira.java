package org.medveil.audits.membership;

/**
 * The likelihood ratio attack (Carlini et al. 2022) on patients: the mean log-odds over a patient's
 * images is taken as normal, with one mean over models that had the patient and one over models
 * that had not. Below 64 models one variance serves all patients, as few models tell it badly.
 */
public final class Lira implements Attack {
  private static final int OWN_VARIANCE_FROM = 64;
  private static final double LEAST_VARIANCE = 1e-12;

  @Override
  public String name() {
    return "LiRA";
  }

  @Override
  public double[] scores(Shadows shadows, int target) {
    ShadowDesign design = shadows.design();
    int patients = design.patients();
    Side[] in = new Side[patients];
    Side[] out = new Side[patients];
    Side allIn = new Side();
    Side allOut = new Side();
    for (int p = 0; p < patients; p++) {
      in[p] = new Side();
      out[p] = new Side();
      for (int m = 0; m < design.models(); m++) {
        if (m != target) {
          (design.in(m, p) ? in[p] : out[p]).add(shadows.patientConfidence(m, p));
        }
      }
      if (!design.population(p)) {
        allIn.pool(in[p]);
        allOut.pool(out[p]);
      }
    }
    boolean own = design.models() >= OWN_VARIANCE_FROM;
    double[] scores = new double[patients];
    for (int p = 0; p < patients; p++) {
      double seen = shadows.patientConfidence(target, p);
      if (!design.population(p)) {
        scores[p] =
            log(seen, in[p].mean(), own ? in[p].variance() : allIn.variance())
                - log(seen, out[p].mean(), own ? out[p].variance() : allOut.variance());
      }
    }
    return scores;
  }

  private static double log(double seen, double mean, double variance) {
    double floor = Math.max(variance, LEAST_VARIANCE);
    return -(seen - mean) * (seen - mean) / (2 * floor) - Math.log(floor) / 2;
  }

  /** Mean and variance of one side. */
  private static final class Side {
    private int count;
    private double mean;
    private double squares;
    private double freedom;

    void add(double value) {
      count++;
      double off = value - mean;
      mean += off / count;
      squares += off * (value - mean);
      freedom = count - 1;
    }

    /** Adds the other's deviations from its own mean. */
    void pool(Side other) {
      squares += other.squares;
      freedom += other.freedom;
    }

    double mean() {
      return mean;
    }

    double variance() {
      return freedom > 0 ? squares / freedom : LEAST_VARIANCE;
    }
  }
}
