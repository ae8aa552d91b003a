package org.medveil.audits.simulated;

import java.util.stream.IntStream;

/** Orthonormal directions of the causes, and the offsets of sites and devices. */
final class Directions {
  static final int DIMENSION = 256;
  static final int IDENTITY = 48;
  static final int EYE = 48;
  static final int ACQUISITION = 16;
  static final int DEMOGRAPHICS = 3;
  static final int SITES = 5;
  static final int SCANNERS = 2;

  private static final int COUNT = IDENTITY + EYE + ACQUISITION + DEMOGRAPHICS + 1;
  private static final double DECAY = .35;
  // Norm of a site's and of a device's offset at a gain of 1.
  private static final double SITE_NORM = 1.8;
  private static final double SCANNER_NORM = .9;

  private final double[][] axes;
  private final double[] spectrum;
  private final double[][][] offsets;

  Directions(Chance chance) {
    this.axes = orthonormal(chance.below(0));
    this.spectrum = spectrum();
    this.offsets = offsets(chance.below(1));
  }

  void addIdentity(double gain, double[] code, double[] target) {
    addDecaying(gain, code, 0, target);
  }

  void addEye(double gain, double[] code, double[] target) {
    addDecaying(gain, code, IDENTITY, target);
  }

  void addAcquisition(double gain, double[] code, double[] target) {
    addAll(gain, code, IDENTITY + EYE, target);
  }

  void addDemographics(double gain, double[] code, double[] target) {
    addAll(gain, code, IDENTITY + EYE + ACQUISITION, target);
  }

  /** A quarter of its variance lies along a direction of identity: the two are not apart. */
  void addDisease(double gain, double severity, double[] target) {
    add(gain * severity * Math.sqrt(.75), axes[COUNT - 1], target);
    add(gain * severity * Math.sqrt(.25), axes[0], target);
  }

  /** Site 0 … 4, scanner 0 or 1 of the site. */
  void addSite(double gain, int site, int scanner, double[] target) {
    add(gain, offsets[site][scanner], target);
  }

  private static double[][][] offsets(Chance chance) {
    double[][][] offsets = new double[SITES][SCANNERS][DIMENSION];
    double scale = 1 / Math.sqrt(DIMENSION);
    for (int site = 0; site < SITES; site++) {
      double[] shared = chance.below(site).normals(DIMENSION);
      for (int scanner = 0; scanner < SCANNERS; scanner++) {
        double[] own = chance.below(100 + 2L * site + scanner).normals(DIMENSION);
        add(scale * SITE_NORM, shared, offsets[site][scanner]);
        add(scale * SCANNER_NORM, own, offsets[site][scanner]);
      }
    }
    return offsets;
  }

  private void addDecaying(double gain, double[] code, int from, double[] target) {
    for (int i = 0; i < code.length; i++) {
      add(gain * spectrum[i] * code[i], axes[from + i], target);
    }
  }

  private void addAll(double gain, double[] code, int from, double[] target) {
    for (int i = 0; i < code.length; i++) {
      add(gain * code[i], axes[from + i], target);
    }
  }

  private static void add(double factor, double[] axis, double[] target) {
    for (int j = 0; j < target.length; j++) {
      target[j] += factor * axis[j];
    }
  }

  /** Mean square 1. */
  private static double[] spectrum() {
    double[] raw = IntStream.rangeClosed(1, IDENTITY).mapToDouble(Directions::decayed).toArray();
    double square = 0;
    for (double value : raw) {
      square += value * value;
    }
    double scale = StrictMath.sqrt(IDENTITY / square);
    for (int i = 0; i < raw.length; i++) {
      raw[i] *= scale;
    }
    return raw;
  }

  private static double decayed(int rank) {
    return StrictMath.pow(rank, -DECAY);
  }

  /** Gram-Schmidt, twice, of normal vectors. */
  private static double[][] orthonormal(Chance chance) {
    double[][] axes = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      double[] axis = chance.below(i).normals(DIMENSION);
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          add(-dot(axis, axes[k]), axes[k], axis);
        }
      }
      double norm = StrictMath.sqrt(dot(axis, axis));
      for (int j = 0; j < DIMENSION; j++) {
        axis[j] /= norm;
      }
      axes[i] = axis;
    }
    return axes;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
