package org.medveil.imaging.deid;

import org.medveil.imaging.Pseudonymizer;

/**
 * The patient of one object, as the output knows them. Prints nothing.
 *
 * @param key pseudonym, the new PatientID and PatientName
 * @param shift of all dates
 * @param uids new UIDs
 */
record Subject(String key, DateShift shift, Uids uids) {
  static Subject of(Pseudonymizer pseudonymizer, String key) {
    return new Subject(key, DateShift.of(pseudonymizer, key), new Uids(pseudonymizer));
  }

  @Override
  public String toString() {
    return "Subject[withheld]";
  }
}
