package org.medveil.audits.reidentification;

/** Success of one probe, ties broken at random. */
final class Hit {
  private Hit() {}

  /**
   * That a mate is among the first k.
   *
   * @param above others above the best mate
   * @param tied others that tie with it
   * @param mates that have the best score, at least 1
   */
  static double among(int k, int above, int tied, int mates) {
    return k <= above ? 0 : 1 - Chance.none((long) tied + mates, mates, k - above);
  }

  /**
   * That a mate is first when only {@code drawn} of {@code others} stand in the gallery, drawn at
   * random. Ties count by their expected number, which is exact without ties and if all tie.
   */
  static double first(Others others, long drawn, int mates) {
    double free = Chance.none(others.all, others.above, drawn);
    if (others.tied == 0 || free == 0) {
      return free;
    }
    double tied = (double) drawn * others.tied / (others.all - others.above);
    return free * mates / (mates + tied);
  }

  /**
   * Images of other patients.
   *
   * @param all of them
   * @param above the best mate
   * @param tied with it
   */
  record Others(int all, int above, int tied) {}
}
