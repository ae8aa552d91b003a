package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;

class NonPrivateBaselineTest {
  private static final OptimizerSettings SETTINGS =
      new OptimizerSettings("nesterovs", 2, 0.9, "none");

  @Test
  void findsTheLineBetweenTwoClasses() {
    List<PatientExamples> patients = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      float[] vector = Reference.numbers(3, 1, i);
      int label = vector[0] + 0.5f * vector[1] > 0 ? 1 : 0;
      patients.add(new PatientExamples("p" + i, new float[][] {vector}, new int[] {label}));
    }
    Classifier model =
        NonPrivateBaseline.train(ModelSpec.named("logistic", 3, 0), patients, SETTINGS, 300);
    int right = 0;
    for (PatientExamples patient : patients) {
      float score = model.scores(patient.features())[0];
      right += (score > 0.5f ? 1 : 0) == patient.labels()[0] ? 1 : 0;
    }
    assertTrue(right >= 58, right + " of 60");
  }

  @Test
  void aPatientWithManyImagesWeighsAsMuchAsOneWithOne() {
    // Two patients of one class each, the same vector: the best probability is one half.
    float[][] many = new float[9][1];
    List<PatientExamples> patients =
        List.of(
            new PatientExamples("a", many, new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1}),
            new PatientExamples("b", new float[1][1], new int[] {0}));
    Classifier model =
        NonPrivateBaseline.train(ModelSpec.named("logistic", 1, 0), patients, SETTINGS, 50);
    assertEquals(0.5f, model.scores(new float[1][1])[0], 1e-6);
    assertEquals(0, model.logits(new float[1][1])[0], 1e-5);
  }

  @Test
  void saysWhenItDiverged() {
    float[][] broken = {{Float.NaN}};
    List<PatientExamples> patients = List.of(new PatientExamples("a", broken, new int[] {1}));
    assertThrows(
        Refusal.class,
        () -> NonPrivateBaseline.train(ModelSpec.named("logistic", 1, 0), patients, SETTINGS, 2));
  }
}
