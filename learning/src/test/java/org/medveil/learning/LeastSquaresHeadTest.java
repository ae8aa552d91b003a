package org.medveil.learning;

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
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;

class LeastSquaresHeadTest {
  private static final int INPUTS = 6;
  private static final double BIAS = 0.5;
  private static final double WEIGHT = 0.7;
  private static final LeastSquaresSettings SETTINGS = new LeastSquaresSettings(WEIGHT, BIAS, 1);

  private final LeastSquaresHead head = new LeastSquaresHead(INPUTS, 2, SETTINGS);
  private final GridGaussian grid = head.grid(2);

  @Test
  void withoutNoiseItIsTheRidgeRegressionOfPatientsMeans() {
    List<PatientExamples> patients = cohort(40, 2, 1);
    float[] found = head.solve(decoded(sum(head, grid, patients), grid), grid);
    double[] expected = ridge(patients);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], 1e-6);
    }
  }

  @Test
  void theOrderOfPatientsDoesNotMatter() {
    List<PatientExamples> patients = cohort(20, 2, 3);
    long[] sum = sum(head, grid, patients);
    Collections.reverse(patients);
    assertArrayEquals(sum, sum(head, grid, patients));
  }

  @Property(tries = 200)
  void noPatientAddsMoreThanTheSensitivity(
      @ForAll @LongRange(max = 1 << 20) long seed,
      @ForAll @IntRange(min = 1, max = 4) int images,
      @ForAll @IntRange(min = 2, max = 4) int classes,
      @ForAll @IntRange(min = -30, max = 30) int magnitude) {
    LeastSquaresHead any = new LeastSquaresHead(INPUTS, classes, SETTINGS);
    GridGaussian its = any.grid(0.5);
    PatientExamples patient = scaled(Reference.patient(images, INPUTS, classes, seed), magnitude);
    double squares = 0;
    for (long unit : sum(any, its, List.of(patient))) {
      squares += (double) unit * unit;
    }
    assertTrue(Math.sqrt(squares) <= its.sensitivityUnits() * (1 + 1e-12));
  }

  @Test
  void theClipIsReachedByAnImageOfNormOneAndNotBelow() {
    PatientExamples one = scaled(Reference.patient(1, INPUTS, 2, 9), 10);
    double squares = 0;
    for (float entry : decoded(sum(head, grid, List.of(one)), grid)) {
      squares += (double) entry * entry;
    }
    assertEquals(head.clippingNorm(), Math.sqrt(squares), 1e-6);
  }

  @Test
  void aPatientWithABrokenVectorAddsNothing() {
    PatientExamples patient = Reference.patient(2, INPUTS, 2, 5);
    patient.features()[1][3] = Float.NaN;
    for (long unit : sum(head, grid, List.of(patient))) {
      assertEquals(0, unit);
    }
  }

  @Test
  void learnsThroughNoiseWhatSeparatesTheClasses() {
    List<PatientExamples> train = separated(600, 1);
    List<PatientExamples> test = separated(400, 2);
    LeastSquaresHead usual = new LeastSquaresHead(INPUTS, 2, LeastSquaresSettings.USUAL);
    // One release with multiplier 1.22 is epsilon 3 at delta 1e-4.
    GridGaussian noisy = usual.grid(1.223);
    float[] sum = decoded(sum(usual, noisy, train), noisy);
    SplittableRandom chance = new SplittableRandom(4);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (float) (noisy.sigmaUnits() * noisy.gridStep() * TestChance.gaussian(chance));
    }
    ModelSpec spec = ModelSpec.named("logistic", INPUTS, 0);
    float[] parameters = usual.solve(sum, noisy);
    assertEquals(spec.parameterCount(), parameters.length);
    double auroc = TestChance.auroc(new Classifier(spec, parameters), test);
    assertTrue(auroc > 0.8, "AUROC " + auroc);
  }

  @Test
  void severalClassesGiveOneOutputEachInDl4jsLayout() {
    LeastSquaresHead three = new LeastSquaresHead(2, 3, new LeastSquaresSettings(1, 1, 1e-3));
    GridGaussian fine = three.grid(1);
    // Class 0 lies along -x, class 1 along x, class 2 along y.
    float[][] vectors = {{-1, 0}, {1, 0}, {0, 1}};
    List<PatientExamples> patients = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      patients.add(new PatientExamples("p" + i, new float[][] {vectors[i % 3]}, new int[] {i % 3}));
    }
    float[] found = three.solve(decoded(sum(three, fine, patients), fine), fine);
    assertEquals(three.parameterCount(), found.length);
    for (int truth = 0; truth < 3; truth++) {
      int best = 0;
      double[] scores = new double[3];
      for (int output = 0; output < 3; output++) {
        scores[output] =
            found[output * 2] * vectors[truth][0]
                + found[output * 2 + 1] * vectors[truth][1]
                + found[6 + output];
        best = scores[output] > scores[best] ? output : best;
      }
      assertEquals(truth, best);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(Refusal.class, () -> new LeastSquaresHead(0, 2, SETTINGS));
    assertThrows(Refusal.class, () -> new LeastSquaresHead(1, 1, SETTINGS));
    assertThrows(Refusal.class, () -> new LeastSquaresSettings(0, 1, 1));
    assertThrows(Refusal.class, () -> new LeastSquaresSettings(1, Double.NaN, 1));
    PatientExamples wide = Reference.patient(1, INPUTS + 1, 2, 1);
    assertThrows(Refusal.class, () -> sum(head, grid, List.of(wide)));
    PatientExamples third = new PatientExamples("p", new float[1][INPUTS], new int[] {2});
    assertThrows(Refusal.class, () -> sum(head, grid, List.of(third)));
  }

  /** By normal equations, written out and solved by another decomposition. */
  private double[] ridge(List<PatientExamples> patients) {
    int width = INPUTS + 1;
    DMatrixRMaj left = new DMatrixRMaj(width, width);
    DMatrixRMaj right = new DMatrixRMaj(width, 1);
    for (PatientExamples patient : patients) {
      for (int image = 0; image < patient.size(); image++) {
        double[] z = z(patient.features()[image]);
        for (int i = 0; i < width; i++) {
          double label = patient.labels()[image] == 1 ? 1 : -1;
          right.add(i, 0, z[i] * label / patient.size());
          for (int j = 0; j < width; j++) {
            left.add(i, j, z[i] * z[j] / patient.size());
          }
        }
      }
    }
    double deviation = grid.sigmaUnits() * grid.gridStep();
    for (int i = 0; i < width; i++) {
      left.add(i, i, deviation / WEIGHT * Math.sqrt(2 * width));
    }
    DMatrixRMaj solution = new DMatrixRMaj(width, 1);
    assertTrue(CommonOps_DDRM.solve(left, right, solution));
    double[] parameters = new double[width];
    for (int i = 0; i < width; i++) {
      parameters[i] = 2 * solution.get(i) * (i == INPUTS ? BIAS : 1);
    }
    return parameters;
  }

  private static double[] z(float[] vector) {
    double norm = 0;
    for (float value : vector) {
      norm += (double) value * value;
    }
    norm = Math.max(1, Math.sqrt(norm));
    double[] z = new double[INPUTS + 1];
    for (int i = 0; i < INPUTS; i++) {
      z[i] = vector[i] / norm;
    }
    z[INPUTS] = BIAS;
    return z;
  }

  private static List<PatientExamples> cohort(int size, int classes, long seed) {
    List<PatientExamples> patients = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      patients.add(Reference.patient(1 + i % 3, INPUTS, classes, seed + 100L * i));
    }
    return patients;
  }

  private static List<PatientExamples> separated(int size, long seed) {
    List<PatientExamples> patients = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      float[] vector = Reference.numbers(INPUTS, 0.4, seed * 10_000 + i);
      vector[2] += i % 2 == 1 ? 0.3f : -0.3f;
      patients.add(new PatientExamples("p" + i, new float[][] {vector}, new int[] {i % 2}));
    }
    return patients;
  }

  private static PatientExamples scaled(PatientExamples patient, int magnitude) {
    for (float[] vector : patient.features()) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= (float) Math.pow(10, magnitude);
      }
    }
    return patient;
  }

  private static long[] sum(LeastSquaresHead head, GridGaussian grid, List<PatientExamples> all) {
    long[] sum = new long[head.dimension()];
    for (PatientExamples patient : all) {
      head.addPatient(patient, grid, sum);
    }
    return sum;
  }

  private static float[] decoded(long[] sum, GridGaussian grid) {
    float[] decoded = new float[sum.length];
    for (int i = 0; i < decoded.length; i++) {
      decoded[i] = (float) (sum[i] * grid.gridStep());
    }
    return decoded;
  }
}
