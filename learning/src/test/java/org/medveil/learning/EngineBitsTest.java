package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medveil.dp.GridGaussian;

/**
 * The sum over a batch is a function of the batch: not one bit of it tells how the batch was found,
 * cut or computed. The privacy proof needs it.
 */
class EngineBitsTest {
  private static final int BUCKETS = 8;
  private static final EngineSettings SETTINGS = settings(0);

  static Stream<Arguments> nets() {
    return EngineRuns.nets().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nets")
  void theSumIsAFunctionOfTheBatch(String name, ModelSpec spec) {
    // Buckets of about 130 images, several stores, and some who have too many for company.
    List<PatientExamples> patients = EngineRuns.patients(290, 6, 3);
    patients.add(Reference.patient(60, 128, 3, 1_000_000));
    patients.add(Reference.patient(200, 128, 3, 2_000_000));
    GridGaussian grid = new GridGaussian(0.7, 1, spec.trainableCount());
    StepPoint point = new StepPoint(Reference.numbers(spec.parameterCount(), 0.4, 3), 5);
    Cohort cohort = Cohort.of(patients);
    long[] expected;
    try (ClippedSums engine = spec.sums(grid, SETTINGS)) {
      expected = EngineRuns.sum(engine, point, cohort, spec);
      assertFalse(Arrays.stream(expected).allMatch(v -> v == 0));
      assertArrayEquals(expected, EngineRuns.sum(engine, point, cohort, spec), "once more");
      for (int parts : new int[] {2, 4, 8}) {
        long[] sum = new long[expected.length];
        for (int part = parts - 1; part >= 0; part--) {
          Cohort some = part(patients, parts, part);
          engine.add(point, some, EngineRuns.everybody(some), sum);
        }
        assertArrayEquals(expected, sum, parts + " partitions");
      }
      int[] everyThird = IntStream.range(0, cohort.size()).filter(p -> p % 3 != 1).toArray();
      long[] sampled = new long[expected.length];
      engine.add(point, cohort, everyThird, sampled);
      Cohort only = Cohort.of(Arrays.stream(everyThird).mapToObj(cohort::patient).toList());
      assertArrayEquals(sampled, EngineRuns.sum(engine, point, only, spec), "a sample");
    }
    List<PatientExamples> mixed = new ArrayList<>(patients);
    Collections.shuffle(mixed, new Random(1));
    for (int microBatch : new int[] {1, 3, 16, 64}) {
      try (ClippedSums engine = spec.sums(grid, settings(microBatch))) {
        assertArrayEquals(
            expected,
            EngineRuns.sum(engine, point, Cohort.of(mixed), spec),
            "micro-batch " + microBatch);
      }
    }
  }

  /** With a bucket for each patient nobody shares a block: sums of one must add up to the bit. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("nets")
  void whatAPatientAddsDoesNotDependOnTheOthers(String name, ModelSpec spec) {
    List<PatientExamples> patients = EngineRuns.patients(40, 4, 3);
    patients.add(filled("nan", Float.NaN));
    patients.add(filled("infinity", Float.POSITIVE_INFINITY));
    patients.add(filled("large", 1e30f));
    GridGaussian grid = new GridGaussian(0.7, 1, spec.trainableCount());
    StepPoint point = new StepPoint(Reference.numbers(spec.parameterCount(), 0.4, 3), 5);
    // Several passes: what one leaves behind must not reach the next.
    EngineSettings own = new EngineSettings(1 << 20, new ClippingRule.Flat(), 2);
    long[] sum = new long[spec.trainableCount()];
    try (ClippedSums engine = spec.sums(grid, own)) {
      long[] expected = EngineRuns.sum(engine, point, Cohort.of(patients), spec);
      try (ClippedSums another = spec.sums(grid, own)) {
        for (int p = patients.size() - 1; p >= 0; p--) {
          another.add(point, Cohort.of(patients.subList(p, p + 1)), new int[] {0}, sum);
        }
      }
      assertArrayEquals(expected, sum);
      assertArrayEquals(expected, EngineRuns.sum(engine, point, Cohort.of(patients), spec));
    }
  }

  @Test
  void aPatientIsSampledOnceAndInOrder() {
    ModelSpec spec = EngineRuns.nets().get("small dense");
    GridGaussian grid = new GridGaussian(1, 1, spec.trainableCount());
    StepPoint point = new StepPoint(new float[spec.parameterCount()], 0);
    Cohort cohort = Cohort.of(EngineRuns.patients(3, 1, 3));
    long[] sum = new long[spec.trainableCount()];
    try (ClippedSums engine = spec.sums(grid, SETTINGS)) {
      for (int[] bad : new int[][] {{1, 1}, {2, 0}}) {
        assertThrows(IllegalArgumentException.class, () -> engine.add(point, cohort, bad, sum));
      }
    }
  }

  private static PatientExamples filled(String key, float value) {
    float[] image = Reference.numbers(128, 1, 4);
    Arrays.fill(image, 60, 128, value);
    return new PatientExamples(key, new float[][] {image}, new int[] {1});
  }

  private static Cohort part(List<PatientExamples> patients, int parts, int part) {
    return Cohort.of(
        patients.stream()
            .filter(
                p -> Cohort.bucket(Cohort.hash(p.subjectKey()), BUCKETS) * parts / BUCKETS == part)
            .toList());
  }

  private static EngineSettings settings(int microBatch) {
    return new EngineSettings(BUCKETS, new ClippingRule.Flat(), microBatch);
  }
}
