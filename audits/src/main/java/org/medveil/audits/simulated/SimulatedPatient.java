package org.medveil.audits.simulated;

import java.util.Optional;
import org.medveil.audits.Traits;

/** A person who never lived: site, sex, age, ethnicity and what the two eyes share. */
final class SimulatedPatient {
  private static final double[] SITE_SHARES = {440, 280, 220, 160, 100};
  // Share of the most frequent ethnicity at each site: sites differ in whom they see.
  private static final double[] FIRST_ETHNICITY = {.90, .85, .80, .75, .60};
  private static final String[] ETHNICITIES = {"A", "B"};
  private static final double[] GENOTYPE_SHARES = {30, 50, 20};
  private static final double[] GENOTYPE_EFFECT = {.35, 0, -.5};

  private final Chance chance;
  final int site;
  final double genotype;
  final double sharedGrowth;
  private final boolean female;
  private final double ageScore;
  private final int ethnicity;

  SimulatedPatient(Chance chance) {
    this.chance = chance;
    this.site = pick(SITE_SHARES, chance.uniform(0));
    this.female = chance.uniform(1) < .54;
    this.ageScore = Math.max(-1.8, Math.min(3.2, chance.normal(10)));
    this.ethnicity = chance.uniform(2) < FIRST_ETHNICITY[site] ? 0 : 1;
    this.genotype = GENOTYPE_EFFECT[pick(GENOTYPE_SHARES, chance.uniform(4))];
    this.sharedGrowth = chance.normal(11);
  }

  double[] identity() {
    return chance.below(0).normals(Directions.IDENTITY);
  }

  SimulatedEye eye(int eye) {
    return new SimulatedEye(this, chance.below(1 + eye));
  }

  double[] demographics() {
    return new double[] {female ? 1 : -1, ageScore, ethnicity};
  }

  Traits traits(boolean progresses) {
    int age = (int) Math.round(33 + 15 * ageScore);
    int decade = age / 10 * 10;
    return new Traits(
        Optional.of(female ? "F" : "M"),
        Optional.of(decade + "-" + (decade + 9)),
        Optional.of(ETHNICITIES[ethnicity]),
        Optional.of(progresses ? "1" : "0"));
  }

  private static int pick(double[] shares, double uniform) {
    double total = 0;
    for (double share : shares) {
      total += share;
    }
    double left = uniform * total;
    int choice = 0;
    while (choice < shares.length - 1 && left >= shares[choice]) {
      left -= shares[choice];
      choice++;
    }
    return choice;
  }
}
