package org.medveil.imaging.deid;

/**
 * What a profile does to one attribute of the standard, worked out before any file is read.
 *
 * @param vr of the standard; of several, the first
 * @param keyword of the standard, or empty
 * @param action fixed, or null when the attribute's type in its place decides
 * @param basic what the table says without options; null for an attribute it does not name
 * @param reason for reports
 */
record Rule(String keyword, String vr, Action action, BasicAction basic, String reason) {
  static final Rule UNKNOWN =
      new Rule("", "UN", Action.REMOVE, BasicAction.X, "in no dictionary of the standard");
  static final Rule GROUP_LENGTH =
      new Rule("", "UL", Action.REMOVE, BasicAction.X, "a group length or part of a command");
  static final Rule MISPLACED =
      new Rule("", "UN", Action.REMOVE, BasicAction.X, "file meta, not of a data set");
  static final Rule CURVE =
      new Rule("CurveData", "UN", Action.REMOVE, BasicAction.X, "a curve (50xx) cannot be checked");
  static final Rule OVERLAY =
      new Rule(
          "OverlayData", "UN", Action.REMOVE, BasicAction.X, "an overlay (60xx) cannot be checked");

  Action action(int type) {
    return action != null ? action : basic.forType(type);
  }

  /** When cleaning or shifting leaves nothing. */
  Action fallback(int type) {
    return basic == null ? Action.DUMMY : basic.forType(type);
  }
}
