package org.medveil.imaging.deid;

/**
 * Where a data set stands in its object.
 *
 * @param parent the enclosing place; null for the top
 * @param sequence tag of the sequence it is an item of; 0 for the top
 * @param item from 0
 */
record Place(Place parent, int sequence, int item) {
  static final Place TOP = new Place(null, 0, 0);

  Place inside(int tag, int index) {
    return new Place(this, tag, index);
  }

  boolean isTop() {
    return parent == null;
  }

  /** {@code (0040,A730)[0]>(0040,A160)}. */
  String path(int tag) {
    return isTop() ? Tags.text(tag) : parent.path(sequence) + "[" + item + "]>" + Tags.text(tag);
  }
}
