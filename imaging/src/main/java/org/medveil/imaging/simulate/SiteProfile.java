package org.medveil.imaging.simulate;

import java.util.List;

/**
 * One hospital: its camera, its population, its name. All invented.
 *
 * @param hospital name
 * @param address of the hospital
 * @param city of most patients
 * @param prefix of its patient identifiers, two letters
 * @param camera the look of its photographs
 * @param meanAge at the first visit, years
 * @param femaleShare 0..1
 * @param ethnicities shares in the order of {@link Ethnicity}, sum 1
 */
record SiteProfile(
    String hospital,
    String address,
    String city,
    String prefix,
    CameraLook camera,
    double meanAge,
    double femaleShare,
    List<Double> ethnicities) {

  private static final List<String> HOSPITALS =
      List.of(
          "Nordhaven Eye Hospital|Lighthouse Quay 4, 20117 Nordhaven|Nordhaven",
          "Clinica Oftalmica Valdoro|Via dei Tigli 21, 38071 Valdoro|Valdoro",
          "Lakemere Eye Infirmary|2 Boathouse Road, Lakemere LM4 7QT|Lakemere",
          "Institut Ocularia Montclair|9 rue des Vergers, 69213 Montclair|Montclair",
          "Ostrava Bay Vision Centre|118 Harbour Street, Port Ostra 6021|Port Ostra");

  private static final List<List<Double>> POPULATIONS =
      List.of(
          List.of(.85, .06, .03, .06),
          List.of(.62, .10, .18, .10),
          List.of(.38, .30, .22, .10),
          List.of(.70, .05, .17, .08),
          List.of(.30, .52, .06, .12));

  private static final double[] MEAN_AGE = {33, 38, 29, 41, 35};
  private static final double[] FEMALE = {.54, .49, .58, .52, .46};

  /** The prefix of the held-out set's patient identifiers; no hospital has it. */
  static final String HOLDOUT_PREFIX = "QX";

  /** Hospital number 0, 1, ...; from the sixth on the list repeats with other cameras. */
  static SiteProfile of(int site, Draw draw) {
    int row = site % HOSPITALS.size();
    String[] place = HOSPITALS.get(row).split("\\|");
    String name = site < HOSPITALS.size() ? place[0] : place[0] + " " + (site + 1);
    return new SiteProfile(
        name,
        place[1],
        place[2],
        "" + (char) ('A' + site / 5) + "KNVTH".charAt(row),
        CameraLook.ofSite(site, draw),
        MEAN_AGE[row],
        FEMALE[row],
        POPULATIONS.get(row));
  }

  /** Draws who comes to this hospital. */
  Demographics visitor(Draw draw) {
    double age = Math.max(8, Math.min(88, meanAge + 14 * draw.normal(0)));
    double u = draw.uniform(10);
    Ethnicity ethnicity = Ethnicity.MIXED;
    for (Ethnicity candidate : Ethnicity.values()) {
      double share = ethnicities.get(candidate.ordinal());
      if (u < share) {
        ethnicity = candidate;
        break;
      }
      u -= share;
    }
    return new Demographics((int) age, draw.uniform(11) < femaleShare ? 'F' : 'M', ethnicity);
  }
}
