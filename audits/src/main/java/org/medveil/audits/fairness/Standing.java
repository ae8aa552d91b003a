package org.medveil.audits.fairness;

/** Whether a group's figures are shown. */
public enum Standing {
  /** At least 50 patients with the event and 50 without. */
  SHOWN,
  /** Shown with a warning: fewer than 50 patients on one side. */
  FEW,
  /** Not shown: fewer than 20 patients on one side. */
  TOO_SMALL,
  /** Not shown: with it, one could work out a group that is too small. */
  WOULD_TELL;

  /** Fewer patients on one side than this, and the group is not shown. */
  public static final int LEAST = 20;

  /** Fewer than this, and the group is shown with a warning. */
  public static final int ENOUGH = 50;

  /** Whether figures of it may be written down. */
  public boolean shown() {
    return this == SHOWN || this == FEW;
  }

  static Standing alone(GroupCount count) {
    if (count.smallerSide() < LEAST) {
      return TOO_SMALL;
    }
    return count.smallerSide() < ENOUGH ? FEW : SHOWN;
  }
}
