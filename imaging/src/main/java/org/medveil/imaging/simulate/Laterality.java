package org.medveil.imaging.simulate;

/** Which eye. */
enum Laterality {
  R,
  L;

  /** The abbreviation on the photograph: oculus dexter, oculus sinister. */
  String oculus() {
    return this == R ? "OD" : "OS";
  }
}
