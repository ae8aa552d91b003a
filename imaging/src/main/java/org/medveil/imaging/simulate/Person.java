package org.medveil.imaging.simulate;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The invented identity of a patient, as a hospital's registry would hold it. Names are combined at
 * random; a match with a living person is chance.
 *
 * @param patientId the hospital's own identifier
 * @param family name
 * @param given name
 * @param birth date
 * @param address home
 * @param telephone home
 * @param referrer family^given of the referring physician
 * @param operator family^given of the photographer
 */
record Person(
    String patientId,
    String family,
    String given,
    LocalDate birth,
    String address,
    String telephone,
    String referrer,
    String operator) {

  private static final List<String> FAMILY =
      List.of(
          ("Abendroth Achterberg Adeyinka Albright Almquist Ambrose Anzengruber Ashdown Bäumler"
                  + " Barrowclough Bellweather Bergström Birchall Blåfjell Bonacorsi Brackwater"
                  + " Brückmann Cantwell Carvalho Castellane Chaudhari Clearwell Coldbrook Dallinger"
                  + " Delacroix Dembélé Dornfeld Dunmore Ebersold Eklund Ellerby Fairbairn Fernholz"
                  + " Ferrante Fontenoy Galbraith Gärtling Goldwater Granvik Greythorne Gutiérrez"
                  + " Hallström Hargreave Hasegawa Hollerith Huckaby Ibarrola Idowu Ingersoll"
                  + " Jablonski Jernigan Kanemaru Keller Kilbride Kowarik Lindqvist Locksley Lörincz"
                  + " Madrigal Marchetti Meadowcroft Mirzayan Montrose Moriyama Müllner Nakahara"
                  + " Nightingale Nørgaard Obermaier Okonjo Oldenburg Pemberton Perrault Quartermain"
                  + " Rademaker Ravenscroft Rosenquist Sauvageot Schönfeld Silverthorne Sørbye"
                  + " Takamori Thistlewood Tolliver Underhill Valtonen Vandermeer Wetherby Winterfeld"
                  + " Yamashiro Zellweger Zubiri")
              .split(" "));

  private static final List<String> WOMEN =
      List.of(
          ("Adelheid Agnes Amina Anna Beatrix Brigitte Camille Chiara Dorothea Edda Eleni Elodie"
                  + " Fatou Frieda Greta Hanne Helena Ingrid Isolde Johanna Keiko Leonie Lucía Magda"
                  + " Marguerite Mireille Nadia Ottilie Paola Priya Renée Rosalind Sabine Saoirse"
                  + " Thandi Ursula Viola Wilhelmina Yuki Zora")
              .split(" "));

  private static final List<String> MEN =
      List.of(
          ("Alaric Anselm Arturo Balthasar Benedikt Björn Caspar Cosimo Dietmar Edmund Emeka Étienne"
                  + " Florian Gerrit Gustav Hiroshi Ignatius Ivo Jasper Joachim Kaspar Konrad Kwame"
                  + " Leopold Lothar Magnus Matteo Nikolai Olaf Oswald Pascal Rafael Rajesh Ruben"
                  + " Sébastien Tadeusz Tobias Ulrich Vincent Wendelin")
              .split(" "));

  private static final List<String> STREETS =
      List.of("Mill Lane", "Orchard Way", "Chapel Street", "Kirkstraat", "Birkenweg", "Rue Haute");

  /** Who this is; the birthday makes the stated age right on the day of the first visit. */
  static Person of(
      String patientId, Demographics who, LocalDate firstVisit, SiteProfile site, Draw draw) {
    List<String> given = who.sex() == 'F' ? WOMEN : MEN;
    return new Person(
        patientId,
        pick(FAMILY, draw, 0),
        pick(given, draw, 1),
        firstVisit.minusYears(who.age()).minusDays(draw.below(2, 360)),
        pick(STREETS, draw, 3) + " " + (1 + draw.below(4, 180)) + ", " + site.city(),
        "+00 555 " + (100000 + draw.below(5, 900000)),
        pick(FAMILY, draw, 6) + "^" + pick(WOMEN, draw, 7) + "^^Dr.",
        pick(FAMILY, draw, 8) + "^" + pick(MEN, draw, 9));
  }

  /** Name in the form of DICOM's PN: family^given. */
  String dicomName() {
    return family + "^" + given;
  }

  /** Family and given name in plain capitals, for file names and for text in the picture. */
  String capitals(String between) {
    return plain(family) + between + plain(given);
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace("ø", "o")
        .replace("Ø", "O")
        .toUpperCase(Locale.ROOT);
  }

  private static String pick(List<String> list, Draw draw, long index) {
    return list.get(draw.below(index, list.size()));
  }
}
