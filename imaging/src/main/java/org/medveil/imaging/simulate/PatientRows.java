package org.medveil.imaging.simulate;

import java.util.List;

/**
 * What one patient adds to the tables beside the photographs: lines of CSV without line ends, and
 * the JSON objects of the gold boxes.
 */
record PatientRows(
    List<String> outcomes,
    String patient,
    List<String> eyes,
    List<String> images,
    List<String> boxes,
    int positiveEyes) {

  PatientRows {
    outcomes = List.copyOf(outcomes);
    eyes = List.copyOf(eyes);
    images = List.copyOf(images);
    boxes = List.copyOf(boxes);
  }
}
