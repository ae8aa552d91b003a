package org.medveil.imaging.deid;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The texts by which one object names its patient, staff, hospital and machine. Long ones are found
 * anywhere, short ones only as whole words. Prints nothing.
 */
final class Identity {
  /** A part of a name this long is looked for inside other words, too. */
  static final int NAME_INSIDE = 6;

  /** An ID this long is looked for inside other IDs and across punctuation. */
  static final int ID_INSIDE = 5;

  private static final int SHORTEST_NAME = 2;
  private static final int SHORTEST_ID = 3;
  private static final int SHORTEST_DATE = 8;
  private static final int UID_DOTS = 3;

  private final Set<String> words = new HashSet<>();
  private final Set<String> inside = new HashSet<>();
  private final Set<String> squeezed = new HashSet<>();
  private final Set<LocalDate> dates = new HashSet<>();
  private final Set<String> uids = new HashSet<>();
  private final Set<String> spelt = new HashSet<>();

  /** A person name (PN): every part of every component and group. */
  void name(String name, boolean patient) {
    for (String part : Words.split(name)) {
      boolean known = !patient && Terms.STANDARD.contains(part);
      if (part.length() >= SHORTEST_NAME && !isNumber(part) && !known && !Words.isNobody(part)) {
        namePart(part);
        namePart(part.replace("ae", "a").replace("oe", "o").replace("ue", "u"));
      }
    }
    for (String part : name.split("[\\^=\\s,;]+")) {
      spelt(part);
      for (String half : part.split("[-'’.]")) {
        spelt(half);
      }
    }
    // Umlauts are also written with an e.
    String withE = name.toLowerCase().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
    if (!withE.equals(name.toLowerCase())) {
      name(withE, patient);
    }
  }

  private void namePart(String part) {
    words.add(part);
    if (part.length() >= NAME_INSIDE) {
      inside.add(part);
    }
  }

  private void spelt(String part) {
    if (!Words.split(part).stream().allMatch(word -> Words.isNobody(word) || isCommon(word))) {
      spelt.add(part);
    }
  }

  private static boolean isCommon(String word) {
    return isNumber(word) || Terms.STANDARD.contains(word);
  }

  void id(String id) {
    spelt.add(id.strip());
    String only = Folded.squeezed(id);
    if (only.length() >= ID_INSIDE) {
      squeezed.add(only);
    } else if (only.length() >= SHORTEST_ID) {
      words.add(only);
    }
  }

  /** An address or the name of an institution: its uncommon words. */
  void phrase(String phrase) {
    for (String part : Words.split(phrase)) {
      if (part.length() > SHORTEST_ID && !isNumber(part) && !Terms.STANDARD.contains(part)) {
        namePart(part);
        spelt.add(part);
      }
    }
  }

  void date(LocalDate date) {
    dates.add(date);
  }

  void uid(String uid) {
    if (!uid.isEmpty() && !Uids.isWellKnown(uid)) {
      uids.add(uid);
    }
  }

  /** Whether a whole word, folded, is part of a name or a short ID. */
  boolean isWord(String folded) {
    if (words.contains(folded)) {
      return true;
    }
    for (String part : inside) {
      if (folded.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text repeats anything of it. */
  boolean isIn(String text) {
    if (text.length() < SHORTEST_NAME) {
      return false;
    }
    String folded = Folded.of(text);
    for (String part : inside) {
      if (folded.contains(part)) {
        return true;
      }
    }
    if (words.isEmpty() && squeezed.isEmpty() && dates.isEmpty() && uids.isEmpty()) {
      return false;
    }
    for (String word : Words.split(folded)) {
      if (word.length() > SHORTEST_NAME && words.contains(word)) {
        return true;
      }
    }
    String only = Folded.squeezed(folded);
    for (String id : squeezed) {
      if (only.contains(id)) {
        return true;
      }
    }
    return text.length() >= SHORTEST_DATE && (holdsDate(only) || holdsUid(text));
  }

  /** Runs of digits and dots; a study may refer to thousands of instances. */
  private boolean holdsUid(String text) {
    if (text.chars().filter(c -> c == '.').count() < UID_DOTS) {
      return false;
    }
    for (String run : text.split("[^0-9.]+")) {
      if (uids.contains(run)) {
        return true;
      }
    }
    return false;
  }

  /** Sets the characters of every ID, whatever stands between its letters and digits. */
  void markIds(String text, BitSet gone) {
    if (squeezed.isEmpty()) {
      return;
    }
    StringBuilder only = new StringBuilder(text.length());
    int[] from = new int[2 * text.length() + 2];
    for (int i = 0; i < text.length(); i++) {
      String part = Folded.squeezed(text.substring(i, i + 1));
      for (int j = 0; j < part.length() && only.length() < from.length; j++) {
        from[only.length()] = i;
        only.append(part.charAt(j));
      }
    }
    for (String id : squeezed) {
      for (int at = only.indexOf(id); at >= 0; at = only.indexOf(id, at + 1)) {
        gone.set(from[at], from[at + id.length() - 1] + 1);
      }
    }
  }

  private boolean holdsDate(String only) {
    for (LocalDate date : dates) {
      if (only.contains(DateShift.compact(date))) {
        return true;
      }
    }
    return false;
  }

  /** Names by part and IDs, as they were written. */
  Set<String> spelt() {
    return spelt;
  }

  Set<LocalDate> dates() {
    return dates;
  }

  Set<String> uids() {
    return uids;
  }

  private static boolean isNumber(String part) {
    return part.chars().allMatch(Character::isDigit);
  }

  @Override
  public String toString() {
    return "Identity[withheld]";
  }
}
