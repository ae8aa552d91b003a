package org.medveil.jobs.report;

/** Who may know what: the same picture in every report. */
final class WallSection {
  private WallSection() {}

  static Part part() {
    return new Part(
        "wall",
        "Who may know what",
        "What exists on which side of the hospital's wall, and who can read it.",
        Html.asset("wall.html"));
  }
}
