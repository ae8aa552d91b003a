package org.medveil.imaging.plant;

import java.time.LocalDate;
import java.util.List;

/**
 * A patient who does not exist.
 *
 * @param index from 0
 * @param family as the script writes it
 * @param latinFamily ASCII letters, as devices and file names write it
 * @param ageYears at the first study, at most 85: above 89 the Safe Harbor list asks for more than
 *     PS3.15 does
 */
record Invented(
    int index,
    Script script,
    String id,
    String family,
    String given,
    String latinFamily,
    String latinGiven,
    char sex,
    int ageYears,
    LocalDate birth,
    LocalDate firstStudy) {
  private static final List<String> LATIN_FAMILIES =
      List.of(
          "Kakuda Sozogawa Mumeizaki Kanamori Gasangkim Mumyongpak Hogulee Xugouwen Wumingshi"
              .concat(" Jiaxianglin Vymyshlen Berezkind Fantastop Khayalim Dimyonsky Strmkvist")
              .split(" "));
  private static final List<String> LATIN_GIVENS =
      List.of("Tarobei Hananoko Hifumi Cheolsudong Minjuno Xiaominghua Lifangyun".split(" "));

  static Invented of(long seed, int index) {
    Chance chance = new Chance(seed).at("patient").at(index);
    // Every script comes in turn, so that small sets have them all.
    Script script = Script.values()[index % Script.values().length];
    String family = chance.at("family").pick(script.families());
    String given = chance.at("given").pick(script.givens());
    boolean ascii = family.concat(given).chars().allMatch(c -> c < 128);
    int age = chance.at("age").between(18, 85);
    LocalDate first = LocalDate.of(2009, 1, 1).plusDays(chance.at("first study").below(12 * 365));
    return new Invented(
        index,
        script,
        chance.at("id form").pick(List.of("MRN", "PAT-", "", "H/")) + chance.at("id").digits(8),
        family,
        given,
        ascii ? family : chance.at("latin family").pick(LATIN_FAMILIES),
        ascii ? given : chance.at("latin given").pick(LATIN_GIVENS),
        chance.at("sex").pick(List.of('F', 'M')),
        age,
        first.minusYears(age).minusDays(chance.at("birthday").between(1, 360)),
        first);
  }

  Chance chance(long seed) {
    return new Chance(seed).at("patient").at(index).at("details");
  }

  /** As a PN value: family^given, with the alphabetic group first where the script wants it. */
  String personName() {
    String own = family + "^" + given;
    return script.hasAlphabeticGroup() ? latinFamily + "^" + latinGiven + "=" + own : own;
  }

  /** All words of the name that must not be left in {@link #personName}. */
  List<String> nameWords() {
    return script.hasAlphabeticGroup()
        ? List.of(latinFamily, latinGiven, family, given)
        : List.of(family, given);
  }

  /** The name as this hospital writes it into running text. */
  String familyInText() {
    return script.writesText() ? family : latinFamily;
  }

  String givenInText() {
    return script.writesText() ? given : latinGiven;
  }

  /** Whether a word of a text could be meant to name this patient. */
  boolean isCalled(String word) {
    return List.of(family, given, latinFamily, latinGiven).stream()
        .anyMatch(name -> name.equalsIgnoreCase(word));
  }

  /** Without the name. */
  @Override
  public String toString() {
    return "Invented[" + index + " " + script + "]";
  }
}
