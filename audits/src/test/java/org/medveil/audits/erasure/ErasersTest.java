package org.medveil.audits.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;

class ErasersTest {
  private static final double[][] X = {
    {1, 0, 0}, {0, 1, 0}, {2, 1, 0}, {1, 2, 1}, {3, 1, 2}, {0, 0, 1}
  };
  private static final double[] Z = {0, 0, 1, 1, 1, 0};
  private static final double[] Y = {1, 0, 1, 0, 1, 0};

  @Test
  void leaceToTheDigits() {
    Eraser eraser = Leace.fit(six());
    assertProjection(
        new double[][] {
          {.461119, -.750341, -.027285},
          {-.323329, .549795, -.016371},
          {-.215553, -.300136, .989086}
        },
        eraser);
    for (int group = 0; group < 2; group++) {
      double[] mean = groupMean(eraser, group);
      assertEquals(1.166667, mean[0], 1e-6);
      assertEquals(.833333, mean[1], 1e-6);
      assertEquals(.666667, mean[2], 1e-6);
    }
  }

  @Test
  void splinceToTheDigits() {
    Moments moments = six();
    Eraser eraser = Splince.fit(moments);
    assertProjection(
        new double[][] {
          {.776401, -1.117996, -.264009},
          {-.134159, .329203, -.158405},
          {-.08944, -.447198, .894397}
        },
        eraser);
    Moments after = moments.after(eraser);
    assertEquals(0, NormOps_DDRM.normP2(after.withErased()), 1e-12);
    DMatrixRMaj change = after.withKept();
    CommonOps_DDRM.subtractEquals(change, moments.withKept());
    assertEquals(0, NormOps_DDRM.normP2(change), 1e-12);
  }

  @Test
  void whatIsErasedCannotBeKept() {
    MomentSums sums = new MomentSums(new Columns(3, 1, 1));
    for (int i = 0; i < X.length; i++) {
      sums.addUnit(List.of(new double[] {X[i][0], X[i][1], X[i][2], Z[i], Z[i]}));
    }
    assertThrows(Refusal.class, () -> Splince.fit(sums.moments()));
  }

  @Test
  void sumsOfPartsAreSumsOfTheWhole() {
    MomentSums first = new MomentSums(new Columns(3, 1, 1));
    MomentSums second = new MomentSums(new Columns(3, 1, 1));
    for (int i = 0; i < X.length; i++) {
      (i < 2 ? first : second).addUnit(List.of(row(i)));
    }
    DMatrixRMaj merged = Leace.fit(first.merge(second).moments()).projection();
    CommonOps_DDRM.subtractEquals(merged, Leace.fit(six()).projection());
    assertEquals(0, NormOps_DDRM.normF(merged), 1e-12);
  }

  @Test
  void leaceMovesLessThanNullspaceProjection() {
    Moments moments = six();
    Eraser older = NullspaceProjection.fit(moments, 1);
    Moments left = moments.after(NullspaceProjection.fit(moments, 3));
    assertEquals(0, NormOps_DDRM.normP2(left.withErased()), 1e-9);
    assertTrue(moved(Leace.fit(moments)) < moved(NullspaceProjection.fit(moments, 3)));
    assertEquals(1, older.rank());
  }

  /** Patients differ along two axes, images of one patient along all; the first axis is disease. */
  @Test
  void identityGoesAndTheTaskStays() {
    Moments moments = cohort();
    IdentityErasure erasure = IdentityErasure.of(moments);
    Eraser kept = erasure.keepingTask(2);
    Moments after = moments.after(kept);
    double[] vector = {4, -2, 3, .5};
    assertEquals(score(moments, vector), score(moments, kept.apply(vector)), 1e-10);
    assertTrue(
        Math.abs(score(moments, vector) - score(moments, erasure.keepingNothing(2).apply(vector)))
            > .1);
    assertTrue(moments.between().get(1, 1) > 20 * moments.within().get(1, 1));
    assertTrue(after.between().get(1, 1) < .01 * moments.between().get(1, 1));
    Moments bare = moments.after(erasure.keepingNothing(2));
    assertTrue(NormOps_DDRM.normF(bare.withKept()) < .2 * NormOps_DDRM.normF(moments.withKept()));
    assertThrows(Refusal.class, () -> erasure.keepingTask(5));
  }

  @Test
  void twoErasersInARowAreOne() {
    Moments moments = cohort();
    Eraser first = Leace.fit(moments);
    Eraser second = IdentityErasure.of(moments.after(first)).keepingTask(1);
    Eraser both = first.then(second);
    double[] vector = {1, -2, 3, .5};
    double[] oneByOne = second.apply(first.apply(vector));
    double[] atOnce = both.apply(vector);
    for (int i = 0; i < vector.length; i++) {
      assertEquals(oneByOne[i], atOnce[i], 1e-12);
    }
    assertEquals(0, NormOps_DDRM.normF(moments.after(both).withErased()), 1e-10);
  }

  @Test
  void erasingTwiceIsErasingOnce() {
    Eraser eraser = Leace.fit(six());
    double[] once = eraser.apply(X[4]);
    double[] twice = eraser.apply(once);
    for (int i = 0; i < once.length; i++) {
      assertEquals(once[i], twice[i], 1e-12);
    }
  }

  /** The least-squares predictor of the task. */
  private static double score(Moments moments, double[] vector) {
    DMatrixRMaj total = moments.vectors();
    double ridge = 1e-3 * CommonOps_DDRM.trace(total) / total.numRows;
    CommonOps_DDRM.addEquals(total, ridge, CommonOps_DDRM.identity(total.numRows));
    DMatrixRMaj predictor = new DMatrixRMaj(total.numRows, 1);
    CommonOps_DDRM.solve(total, moments.withKept(), predictor);
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += predictor.get(i) * vector[i];
    }
    return sum;
  }

  private static Moments cohort() {
    SplittableRandom random = new SplittableRandom(3);
    MomentSums sums = new MomentSums(new Columns(4, 1, 1));
    for (int patient = 0; patient < 400; patient++) {
      double disease = patient % 2;
      double self = random.nextDouble(-2, 2);
      double sex = random.nextInt(2);
      List<double[]> rows = new ArrayList<>();
      for (int image = 0; image < 4; image++) {
        rows.add(
            new double[] {
              2 * disease + random.nextDouble(-.5, .5),
              self + random.nextDouble(-.5, .5),
              sex + random.nextDouble(-.5, .5),
              random.nextDouble(-.5, .5),
              sex,
              disease
            });
      }
      sums.addUnit(rows);
    }
    return sums.moments();
  }

  private static Moments six() {
    MomentSums sums = new MomentSums(new Columns(3, 1, 1));
    for (int i = 0; i < X.length; i++) {
      sums.addUnit(List.of(row(i)));
    }
    return sums.moments();
  }

  private static double[] row(int i) {
    return new double[] {X[i][0], X[i][1], X[i][2], Z[i], Y[i]};
  }

  private static double moved(Eraser eraser) {
    double sum = 0;
    for (double[] row : X) {
      double[] erased = eraser.apply(row);
      for (int i = 0; i < row.length; i++) {
        sum += (row[i] - erased[i]) * (row[i] - erased[i]);
      }
    }
    return sum;
  }

  private static double[] groupMean(Eraser eraser, int group) {
    double[] mean = new double[3];
    for (int i = 0; i < X.length; i++) {
      if (Z[i] == group) {
        double[] erased = eraser.apply(X[i]);
        for (int j = 0; j < 3; j++) {
          mean[j] += erased[j] / 3;
        }
      }
    }
    return mean;
  }

  private static void assertProjection(double[][] expected, Eraser eraser) {
    DMatrixRMaj actual = eraser.projection();
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[i][j], actual.get(i, j), 1.1e-6, i + "," + j);
      }
    }
  }
}
