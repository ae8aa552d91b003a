package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medveil.dp.GridGaussian;

class DpSgdStepTest {
  private static final int INPUTS = 7;
  private static final double CLIP = 0.3;
  private final ModelSpec spec = ModelSpec.named("mlp", INPUTS, 1);
  private final GridGaussian grid = new GridGaussian(CLIP, 1, spec.parameterCount());

  @Test
  void theSumIsThatOfPatientsClippedOneByOne() {
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.6, 2);
    List<PatientExamples> patients = cohort(20);
    Reference dl4j = new Reference(spec);
    double[] expected = new double[spec.parameterCount()];
    int clipped = 0;
    for (PatientExamples patient : patients) {
      double[] gradient = dl4j.meanGradient(parameters, patient);
      double norm = norm(gradient);
      clipped += norm > CLIP ? 1 : 0;
      for (int i = 0; i < gradient.length; i++) {
        expected[i] += gradient[i] * Math.min(1, CLIP / norm);
      }
    }
    assertTrue(clipped > 0, "the test is about clipping");
    assertEquals(0, Reference.relativeError(sum(parameters, patients), expected), 1e-5);
  }

  @Test
  void theOrderOfPatientsDoesNotChangeOneBit() {
    float[] parameters = spec.initialParameters();
    List<PatientExamples> patients = cohort(20);
    double[] forwards = sum(parameters, patients);
    List<PatientExamples> reversed = new ArrayList<>(patients);
    Collections.reverse(reversed);
    assertArrayEquals(forwards, sum(parameters, reversed));
  }

  @Property(tries = 50)
  void noPatientAddsMoreThanTheClip(
      @ForAll @IntRange(min = -6, max = 6) int powerOfTen,
      @ForAll @IntRange(min = 1, max = 6) int images,
      @ForAll @IntRange(max = 1000) int seed) {
    PatientExamples patient = Reference.patient(images, INPUTS, 2, seed);
    for (float[] vector : patient.features()) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= (float) Math.pow(10, powerOfTen);
      }
    }
    float[] parameters = Reference.numbers(spec.parameterCount(), 1, seed);
    double norm = norm(sum(parameters, List.of(patient)));
    assertTrue(norm <= grid.sensitivityUnits() * grid.gridStep(), "norm " + norm);
  }

  @Test
  void aPatientScaledAMillionTimesFillsTheClipAndNoMore() {
    PatientExamples patient = Reference.patient(2, INPUTS, 2, 5);
    for (float[] vector : patient.features()) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= 1e6f;
      }
    }
    float[] parameters = Reference.numbers(spec.parameterCount(), 1, 3);
    assertEquals(CLIP, norm(sum(parameters, List.of(patient))), 1e-6 * CLIP);
  }

  @Test
  void aPatientWithABrokenVectorAddsNothing() {
    PatientExamples patient = Reference.patient(2, INPUTS, 2, 5);
    patient.features()[1][3] = Float.NaN;
    assertEquals(0, norm(sum(spec.initialParameters(), List.of(patient))));
  }

  private static List<PatientExamples> cohort(int size) {
    List<PatientExamples> patients = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      patients.add(Reference.patient(1 + i % 4, INPUTS, 2, 100L * i));
    }
    return patients;
  }

  private double[] sum(float[] parameters, List<PatientExamples> patients) {
    long[] units = new long[spec.parameterCount()];
    PatientGradient gradient = spec.gradient();
    for (PatientExamples patient : patients) {
      DpSgdStep.addPatient(gradient, parameters, patient, grid, units);
    }
    double[] sum = new double[units.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = units[i] * grid.gridStep();
    }
    return sum;
  }

  private static double norm(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
