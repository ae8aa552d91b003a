package org.medveil.audits.erasure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;

/**
 * One patient more or less moves the sums by what is claimed at most:
 * docs/privacy/eraser-release.md.
 */
class MomentShapeTest {
  private static final double ROUNDING = 1e-12;

  @Property(tries = 500)
  void nobodyAddsMoreThanIsClaimed(
      @ForAll @LongRange(max = 1 << 20) long seed,
      @ForAll @IntRange(min = 1, max = 5) int images,
      @ForAll @DoubleRange(min = -30, max = 30) double magnitude,
      @ForAll @IntRange(max = 2) int erased,
      @ForAll @IntRange(max = 1) int kept,
      @ForAll boolean units) {
    MomentShape shape = new MomentShape(4, erased, kept, units);
    List<UnitRow> patient = patient(shape, seed, images, Math.pow(10, magnitude));
    assertTrue(norm(shape.contribution(patient)) <= shape.clippingNorm() * (1 + ROUNDING));
  }

  @Property(tries = 200)
  void withOrWithoutAnyPatientTheSumsAreThatClose(
      @ForAll @LongRange(max = 1 << 20) long seed,
      @ForAll @IntRange(min = 1, max = 4) int images,
      @ForAll @IntRange(min = -20, max = 20) int magnitude,
      @ForAll boolean units) {
    MomentShape shape = new MomentShape(3, 2, 1, units);
    GridGaussian grid = shape.grid(.7);
    List<List<UnitRow>> others = new ArrayList<>();
    for (int p = 0; p < 3; p++) {
      others.add(patient(shape, seed + 1 + p, 2, 1));
    }
    List<UnitRow> one = patient(shape, seed, images, Math.pow(10, magnitude));
    long[] without = sum(shape, grid, others);
    others.add(1, one);
    long[] with = sum(shape, grid, others);
    double squares = 0;
    for (int i = 0; i < with.length; i++) {
      double moved = with[i] - without[i];
      squares += moved * moved;
    }
    assertTrue(Math.sqrt(squares) <= grid.sensitivityUnits() * (1 + ROUNDING));
  }

  @Test
  void theBoundIsReachedSoNoNoiseIsWasted() {
    for (boolean units : new boolean[] {false, true}) {
      MomentShape shape = new MomentShape(2, 2, 1, units);
      List<UnitRow> extreme = List.of(new UnitRow("L", new double[] {3, -4, 1, -1, 7}));
      assertEquals(1 + .25 * 4, shape.clippingNorm());
      assertEquals(shape.clippingNorm(), norm(shape.contribution(extreme)), ROUNDING);
    }
  }

  /** Two opposite images of one eye are all scatter within it, of two eyes all between. */
  @Test
  void unitsAreToldApart() {
    MomentShape shape = new MomentShape(1, 0, 0, true);
    double[] one = {1};
    double[] other = {-1};
    double[] within = shape.contribution(List.of(new UnitRow("L", one), new UnitRow("L", other)));
    assertArrayEquals(new double[] {0, 0, .25, 1}, within, ROUNDING);
    double[] between = shape.contribution(List.of(new UnitRow("L", one), new UnitRow("R", other)));
    assertArrayEquals(new double[] {1, 0, .25, 0}, between, ROUNDING);
  }

  @Test
  void manyImagesWeighWhatOneWeighs() {
    MomentShape shape = new MomentShape(3, 1, 1, true);
    List<UnitRow> one = patient(shape, 5, 1, 1);
    assertArrayEquals(
        shape.contribution(one), shape.contribution(Collections.nCopies(50, one.get(0))), 1e-9);
  }

  @Test
  void whatIsBrokenAddsNothing() {
    MomentShape shape = new MomentShape(2, 1, 0, true);
    for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int at = 0; at < 2; at++) {
        double[] values = {.5, .5, 1};
        values[at] = broken;
        long[] sum =
            sum(
                shape,
                shape.grid(1),
                List.of(List.of(new UnitRow("", values), new UnitRow("", new double[3]))));
        assertArrayEquals(new long[shape.dimension()], sum);
      }
    }
    assertArrayEquals(
        new long[shape.dimension()], sum(shape, shape.grid(1), List.of(List.of())), "no image");
    assertThrows(Refusal.class, () -> new MomentShape(4096, 0, 0, false));
  }

  @Test
  void aTriangleHasTheNormOfItsMatrix() {
    Triangle triangle = new Triangle(3);
    double[] flat = new double[triangle.length()];
    triangle.addOuter(new double[] {1, -2, .5}, 2, flat, 0);
    triangle.addOuter(new double[] {0, 3, 1}, 1, flat, 0);
    float[] floats = new float[flat.length];
    for (int i = 0; i < flat.length; i++) {
      floats[i] = (float) flat[i];
    }
    DMatrixRMaj matrix = triangle.matrix(floats, 0, 1);
    assertEquals(NormOps_DDRM.normF(matrix), norm(flat), 1e-6);
    assertEquals(2 * -2 * .5 + 3, matrix.get(2, 1), 1e-6);
  }

  private static long[] sum(MomentShape shape, GridGaussian grid, List<List<UnitRow>> patients) {
    long[] sum = new long[shape.dimension()];
    patients.forEach(patient -> shape.addPatient(patient, grid, sum));
    return sum;
  }

  /** Some images alike, some far out, traits beyond what is allowed. */
  private static List<UnitRow> patient(MomentShape shape, long seed, int images, double magnitude) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<UnitRow> rows = new ArrayList<>();
    double[] before = null;
    for (int image = 0; image < images; image++) {
      double[] values = new double[shape.vector() + shape.erased() + shape.kept()];
      for (int i = 0; i < values.length; i++) {
        values[i] = magnitude * chance.nextDouble(-1, 1);
      }
      boolean alike = before != null && chance.nextInt(3) == 0;
      rows.add(new UnitRow(chance.nextBoolean() ? "L" : "R", alike ? before : values));
      before = values;
    }
    return rows;
  }

  private static double norm(double[] values) {
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
