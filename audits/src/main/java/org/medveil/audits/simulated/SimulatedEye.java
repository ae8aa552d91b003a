package org.medveil.audits.simulated;

/**
 * An eye and the course of its atrophy: the root of the area grows by a rate that the two eyes
 * mostly share; progression is more than 2 mm² in two years.
 */
final class SimulatedEye {
  private static final double INTER_EYE = .8;
  private static final double SPREAD = .45;
  private static final double RATE = .14;
  private static final double YEARS = 2;
  private static final double PROGRESSION = 2;
  // The logarithm of the two years' growth, centred and scaled.
  private static final double CENTRE = StrictMath.log(1.2);
  private static final double SCALE = .75 / 2.4;

  private final Chance chance;
  private final double growth;

  SimulatedEye(SimulatedPatient patient, Chance chance) {
    this.chance = chance;
    double own =
        Math.sqrt(INTER_EYE) * patient.sharedGrowth + Math.sqrt(1 - INTER_EYE) * chance.normal(20);
    double rate = RATE * StrictMath.exp(SPREAD * own + patient.genotype);
    double area = StrictMath.exp(1.2 + .6 * chance.normal(21));
    double root = Math.sqrt(area) + YEARS * rate;
    this.growth = root * root - area;
  }

  double[] code() {
    return chance.below(0).normals(Directions.EYE);
  }

  boolean progresses() {
    return growth > PROGRESSION;
  }

  double severity() {
    return (StrictMath.log(growth) - CENTRE) / SCALE;
  }

  /** 3 to 6. */
  int visits() {
    return 3 + chance.whole(22, 4);
  }

  Chance visit(int visit) {
    return chance.below(1 + visit);
  }
}
