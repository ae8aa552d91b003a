package org.medveil.dp.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;

/** AUROC against hand-counted pairs, and an interval that knows about patients. */
class AurocTest {
  @Test
  void counted_by_hand() {
    // positives .9 .4, negatives .5 .1: wins 2 + 1 of 4
    assertEquals(0.75, Auroc.of(new float[] {.9f, .5f, .4f, .1f}, new int[] {1, 0, 1, 0}), 1e-15);
    assertEquals(1, Auroc.of(new float[] {2, 1}, new int[] {1, 0}));
    assertEquals(0, Auroc.of(new float[] {1, 2}, new int[] {1, 0}));
  }

  @Test
  void ties_count_one_half() {
    assertEquals(0.5, Auroc.of(new float[] {1, 1, 1}, new int[] {1, 0, 1}));
    // positives 2 1, negatives 1 0: 1 + 1 + ½ + 1 of 4
    assertEquals(0.875, Auroc.of(new float[] {2, 1, 1, 0}, new int[] {1, 1, 0, 0}));
    assertEquals(0.5, Auroc.of(new float[] {-0f, 0f}, new int[] {1, 0}));
  }

  @Test
  void agrees_with_counting_all_pairs() {
    SplittableRandom random = new SplittableRandom(1);
    float[] scores = new float[200];
    int[] labels = new int[200];
    for (int i = 0; i < 200; i++) {
      scores[i] = random.nextInt(20);
      labels[i] = random.nextInt(3) == 0 ? 1 : 0;
    }
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < 200; j++) {
        if (labels[i] == 1 && labels[j] == 0) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    assertEquals(won / pairs, Auroc.of(scores, labels), 1e-12);
  }

  @Test
  void one_class_and_nan_are_refused() {
    assertThrows(Refusal.class, () -> Auroc.of(new float[] {1, 2}, new int[] {1, 1}));
    assertThrows(Refusal.class, () -> Auroc.of(new float[0], new int[0]));
    assertThrows(Refusal.class, () -> Auroc.of(new float[] {1, Float.NaN}, new int[] {1, 0}));
    assertThrows(Refusal.class, () -> Auroc.of(new float[] {1, 2}, new int[] {1, 2}));
  }

  @Test
  void copying_every_image_of_a_patient_does_not_narrow_the_interval() {
    SplittableRandom random = new SplittableRandom(2);
    int patients = 80;
    Cohort single = new Cohort(patients, 1);
    Cohort copied = new Cohort(patients, 10);
    for (int p = 0; p < patients; p++) {
      int label = p % 2;
      float score = (float) (label * 0.8 + random.nextDouble() * 1.5);
      single.fill(p, score, label);
      copied.fill(p, score, label);
    }
    Interval honest = single.interval();
    assertEquals(honest, copied.interval());
    double auroc = Auroc.of(single.scores, single.labels);
    assertTrue(honest.low() < auroc && auroc < honest.high());
    assertTrue(honest.high() - honest.low() > 0.05);
  }

  @Test
  void the_interval_covers_the_truth_about_as_often_as_it_says() {
    // Positives score U(0,1)+0.5, negatives U(0,1): AUROC = 1 − 0.5²/2 = 0.875.
    int covered = 0;
    int repeats = 200;
    SplittableRandom random = new SplittableRandom(4);
    for (int repeat = 0; repeat < repeats; repeat++) {
      Cohort cohort = new Cohort(120, 1);
      for (int p = 0; p < 120; p++) {
        cohort.fill(p, (float) (random.nextDouble() + 0.5 * (p % 2)), p % 2);
      }
      Interval interval = cohort.interval();
      covered += interval.low() <= 0.875 && 0.875 <= interval.high() ? 1 : 0;
    }
    // 95 % of 200 = 190 ± 3.1; percentile intervals cover a little less. 5 deviations below 0.93.
    assertTrue(covered >= 168, covered + " of 200");
  }

  private static final class Cohort {
    private final int copies;
    private final float[] scores;
    private final int[] labels;
    private final String[] patients;

    Cohort(int patients, int copies) {
      this.copies = copies;
      this.scores = new float[patients * copies];
      this.labels = new int[patients * copies];
      this.patients = new String[patients * copies];
    }

    void fill(int patient, float score, int label) {
      for (int i = patient * copies; i < (patient + 1) * copies; i++) {
        scores[i] = score;
        labels[i] = label;
        patients[i] = "p" + patient;
      }
    }

    Interval interval() {
      return Auroc.clusterBootstrap(scores, labels, patients, 400, 7);
    }
  }
}
