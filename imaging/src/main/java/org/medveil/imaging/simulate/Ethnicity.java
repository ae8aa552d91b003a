package org.medveil.imaging.simulate;

/** Self-reported, as hospitals record it; moves the mean pigmentation of the fundus. */
enum Ethnicity {
  WHITE("White", .18),
  ASIAN("Asian", .5),
  BLACK("Black", .82),
  MIXED("Mixed", .42);

  private final String label;
  private final double pigment;

  Ethnicity(String label, double pigment) {
    this.label = label;
    this.pigment = pigment;
  }

  /** As written into Ethnic Group (0010,2160); 16 characters at most. */
  String label() {
    return label;
  }

  /** Mean fundus pigment, 0..1. */
  double pigment() {
    return pigment;
  }
}
