package org.medveil.learning;

import java.util.List;
import java.util.SplittableRandom;

/** Repeatable noise of tests, and the area under the curve by counting pairs. */
final class TestChance {
  private TestChance() {}

  static double gaussian(SplittableRandom chance) {
    double radius = Math.sqrt(-2 * Math.log(1 - chance.nextDouble()));
    return radius * Math.cos(2 * Math.PI * chance.nextDouble());
  }

  static double auroc(Classifier model, List<PatientExamples> patients) {
    float[] logits = new float[patients.size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = model.logits(patients.get(i).features())[0];
    }
    double wins = 0;
    long pairs = 0;
    for (int ill = 0; ill < logits.length; ill++) {
      for (int well = 0; well < logits.length; well++) {
        if (patients.get(ill).labels()[0] > patients.get(well).labels()[0]) {
          wins += logits[ill] > logits[well] ? 1 : logits[ill] == logits[well] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return wins / pairs;
  }
}
