package org.medveil.opendp;

/** OpenDP's composition and its way from ρ to (ε, δ). Arguments are checked on both sides. */
final class ConversionNatives {
  private ConversionNatives() {}

  /** The sum of losses, each finite and at least 0, rounded up. */
  static native double composed(double[] losses);

  /** The smallest ε OpenDP can show for a δ in (0, 1). */
  static native double epsilon(double rho, double delta);

  /** The smallest δ OpenDP can show for a finite ε of at least 0. */
  static native double delta(double rho, double epsilon);
}
