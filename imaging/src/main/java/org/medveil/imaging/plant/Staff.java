package org.medveil.imaging.plant;

import java.util.List;

/** People and places of invented hospitals, in ASCII: they stand in files of every script. */
final class Staff {
  private static final List<String> FAMILIES =
      List.of(
          ("Ackerquist Brambledown Castorvale Dunwhistle Ettermark Fenwickle Grimsbottom Hathersedge"
                  + " Inglethwaite Jorrocksby Kestelmann Lindqvander Mossenberg Nettleford Oxleighton"
                  + " Pendrisco Quarlesmith Rosenthwait Sandrivest Tulkinghorne")
              .split(" "));
  private static final List<String> GIVENS =
      List.of("Alwin Berta Conrad Delphine Egbert Floris Gisela Hubert Isolde Jasper".split(" "));
  private static final List<String> HOSPITALS =
      List.of(
          "Saint Cuthberta Infirmary",
          "Nowhere Valley General",
          "Klinikum Musterhausen",
          "Hopital Sainte Chimere",
          "Ospedale Immaginario");
  private static final List<String> STREETS =
      List.of("Larkspurgasse", "Marmaladeway", "Rue Chimerique", "Quincestreet", "Kobaldweg");
  private static final List<String> TOWNS =
      List.of("Mustertown", "Nirgendheim", "Chimereville", "Pretendham", "Fantasigrad");

  private Staff() {}

  static String family(Chance chance) {
    return chance.at("family").pick(FAMILIES);
  }

  static String given(Chance chance) {
    return chance.at("given").pick(GIVENS);
  }

  static String hospital(Chance chance) {
    return chance.at("hospital").pick(HOSPITALS);
  }

  static String street(Chance chance) {
    return chance.at("street").pick(STREETS);
  }

  static String town(Chance chance) {
    return chance.at("town").pick(TOWNS);
  }

  /** Of the block set aside for fiction. */
  static String telephone(Chance chance) {
    return "+00 555 " + chance.at("telephone").digits(6);
  }
}
