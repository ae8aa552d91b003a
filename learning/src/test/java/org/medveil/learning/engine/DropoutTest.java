package org.medveil.learning.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.learning.Augmentation;
import org.medveil.learning.Cohort;
import org.medveil.learning.PatientExamples;

class DropoutTest {
  private static final int WIDTH = 50;
  private static final double RETAIN = 0.7;

  @Test
  void aRepeatedStepDropsTheSameAnotherStepOthers() {
    float[] mask = dropped(cohort("a", "b"), 3);
    assertArrayEquals(mask, dropped(cohort("a", "b"), 3));
    assertFalse(Arrays.equals(mask, dropped(cohort("a", "b"), 4)));
  }

  @Test
  void imagesAndPatientsHaveMasksOfTheirOwn() {
    float[] masks = dropped(cohort("a", "b"), 3);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < i; j++) {
        assertFalse(Arrays.equals(row(masks, i), row(masks, j)), i + " is not " + j);
        // Nor is one the other, moved on.
        for (int shift = 1; shift < 5; shift++) {
          float[] moved = Arrays.copyOfRange(row(masks, i), shift, WIDTH);
          float[] other = Arrays.copyOf(row(masks, j), WIDTH - shift);
          assertFalse(Arrays.equals(moved, other));
        }
      }
    }
  }

  @Test
  void noMaskDependsOnWhoElseIsThere() {
    Cohort one = cohort("b");
    Cohort many = cohort("a", "b", "c", "d");
    int b = 0;
    while (!many.subjectKey(b).equals("b")) {
      b++;
    }
    float[] alone = dropped(one, 7);
    float[] among = dropped(many, 7);
    assertArrayEquals(alone, Arrays.copyOfRange(among, 2 * b * WIDTH, (2 * b + 2) * WIDTH));
  }

  @Test
  void onAverageNothingIsDropped() {
    Cohort cohort = cohort("a", "b");
    int steps = 2000;
    double[] mean = new double[4 * WIDTH];
    for (int step = 0; step < steps; step++) {
      float[] mask = dropped(cohort, step);
      for (int i = 0; i < mean.length; i++) {
        assertEquals(mask[i] == 0 ? 0 : 1 / RETAIN, mask[i], 1e-6);
        mean[i] += mask[i] / steps;
      }
    }
    // A kept number is 1/r with chance r; 200 numbers, so 5 deviations.
    double deviation = Math.sqrt((1 / RETAIN - 1) / steps);
    for (double one : mean) {
      assertEquals(1, one, 5 * deviation);
    }
  }

  private static float[] dropped(Cohort cohort, int step) {
    int[] everybody = new int[cohort.size()];
    Arrays.setAll(everybody, i -> i);
    Store store =
        Store.of(
            new Batch(cohort, everybody, step, Augmentation.NONE, null),
            List.of(new Trained.Block(0, everybody.length)));
    Flow flow = new Flow(new int[] {WIDTH, WIDTH}, store.rows());
    Rows most = new Rows(store.rows(), store.rows(), everybody.length, 96, 96);
    Operation dropout = new DropoutOperation(new Wiring(flow, 0, 1, null), RETAIN, 2, most);
    Arrays.fill(flow.value(0), 1);
    dropout.forward(new Pass(store, 0, store.rows()));
    return flow.value(1);
  }

  private static float[] row(float[] all, int row) {
    return Arrays.copyOfRange(all, row * WIDTH, (row + 1) * WIDTH);
  }

  /** Patients of two images each. */
  private static Cohort cohort(String... keys) {
    List<PatientExamples> patients = new ArrayList<>();
    for (String key : keys) {
      patients.add(new PatientExamples(key, new float[2][1], new int[2]));
    }
    return Cohort.of(patients);
  }
}
