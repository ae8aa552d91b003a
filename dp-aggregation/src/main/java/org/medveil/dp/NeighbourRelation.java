package org.medveil.dp;

/** Which data sets a guarantee calls neighbours: how one unit's presence may differ. */
public enum NeighbourRelation {
  /** One unit more or less; the relation of this house. */
  ADD_REMOVE("add/remove one"),
  /** One unit exchanged for another; the number of units is known to all. */
  REPLACE("replace one");

  private final String words;

  NeighbourRelation(String words) {
    this.words = words;
  }

  /** In words, followed by the unit's name in reports: {@code add/remove one patient}. */
  public String words() {
    return words;
  }
}
