package org.medveil.imaging.deid;

/** What happens to one attribute: the letters of PS3.15 Table E.1-1a, and the shift of a date. */
public enum Action {
  /** D: a dummy value, valid for its VR. */
  DUMMY("D"),
  /** Z: no value, or for the patient's name and ID a pseudonym. */
  EMPTY("Z"),
  /** X: the attribute goes. */
  REMOVE("X"),
  /** K: it stays. A sequence stays and its items are treated. */
  KEEP("K"),
  /** C: what identifies is taken out of the value. */
  CLEAN("C"),
  /** U: another UID, the same for the same original. */
  NEW_UID("U"),
  /** A date moves by the patient's number of days; a time stays. The C of modified dates. */
  SHIFT("S");

  private final String letter;

  Action(String letter) {
    this.letter = letter;
  }

  /** As profiles and reports write it. */
  public String letter() {
    return letter;
  }

  /** Null for no action. */
  static Action ofLetter(String letter) {
    for (Action action : values()) {
      if (action.letter.equals(letter)) {
        return action;
      }
    }
    return null;
  }
}
