package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.medveil.dp.GridGaussian;

/**
 * One patient moves the sum by no more than the sensitivity, whatever the hospital holds of him.
 */
class EngineSensitivityTest {
  private static final Map<String, ModelSpec> NETS = EngineRuns.nets();

  /** What is strange about the images. */
  enum Kind {
    SCALED,
    NAN,
    INFINITE,
    OPPOSITE,
    NEARLY_OPPOSITE,
    REPEATED,
    SPREAD
  }

  @Provide
  Arbitrary<String> nets() {
    return Arbitraries.of(NETS.keySet());
  }

  @Provide
  Arbitrary<ClippingRule> rules() {
    return Arbitraries.of(
        new ClippingRule.Flat(), new ClippingRule.PerLayer(), new ClippingRule.Automatic(0.01));
  }

  @Property(tries = 150)
  void onePatientMoreMovesTheSumByTheSensitivityAtMost(
      @ForAll("nets") String net,
      @ForAll("rules") ClippingRule rule,
      @ForAll Kind kind,
      @ForAll @IntRange(min = -38, max = 38) int exponent,
      @ForAll @IntRange(min = 1, max = 40) int images,
      @ForAll @IntRange(min = -4, max = 4) int clipExponent,
      @ForAll @IntRange(max = 2) int parameterExponent,
      @ForAll @IntRange(max = 100) int seed) {
    ModelSpec spec = NETS.get(net);
    GridGaussian grid = new GridGaussian(Math.pow(10, clipExponent), 1, spec.trainableCount());
    float scale = parameterExponent == 0 ? 0 : (float) Math.pow(10, 3 * parameterExponent - 4);
    StepPoint point = new StepPoint(Reference.numbers(spec.parameterCount(), scale, seed), seed);
    PatientExamples one = strange(kind, (float) Math.pow(10, exponent), images, seed);
    double moved = moved(spec, point, new Moved(grid, rule, one));
    assertTrue(moved <= grid.sensitivityUnits(), "by " + moved / grid.sensitivityUnits());
    if (kind == Kind.NAN) {
      double rounding = grid.sensitivityUnits() - grid.unitsPerNorm();
      assertTrue(moved <= rounding, "nothing but the others' rounding: " + moved / rounding);
    }
  }

  /** What is left of a sum of floats that cancel is rounding, as long as the sum itself. */
  @Property(tries = 40)
  void imagesWhoseGradientsCancel(
      @ForAll("rules") ClippingRule rule,
      @ForAll @IntRange(min = 3, max = 40) int images,
      @ForAll @IntRange(min = -4, max = 8) int exponent,
      @ForAll @IntRange(max = 100) int seed) {
    ModelSpec spec = TestNets.spec(TestNets.images(TestNets.softmax(3)));
    GridGaussian grid = new GridGaussian(1e-4, 1, spec.trainableCount());
    // Without weights all images have the same loss gradient.
    StepPoint point = new StepPoint(new float[spec.parameterCount()], 0);
    PatientExamples one = strange(Kind.SCALED, (float) Math.pow(10, exponent), images, seed);
    float[] last = one.features()[images - 1];
    for (int k = 0; k < last.length; k++) {
      double sum = 0;
      for (int i = 0; i < images - 1; i++) {
        sum += one.features()[i][k];
      }
      last[k] = (float) -sum;
    }
    PatientExamples alike = new PatientExamples(one.subjectKey(), one.features(), new int[images]);
    double moved = moved(spec, point, new Moved(grid, rule, alike));
    assertTrue(moved <= grid.sensitivityUnits(), "by " + moved / grid.sensitivityUnits());
  }

  private record Moved(GridGaussian grid, ClippingRule rule, PatientExamples patient) {}

  /** How far, in grid units, a patient moves the sum over 25 others. */
  private static double moved(ModelSpec spec, StepPoint point, Moved by) {
    List<PatientExamples> others = EngineRuns.patients(25, 3, 3);
    List<PatientExamples> all = new ArrayList<>(others);
    all.add(by.patient);
    try (ClippedSums engine = spec.sums(by.grid, new EngineSettings(1, by.rule, 0))) {
      long[] without = EngineRuns.sum(engine, point, Cohort.of(others), spec);
      long[] with = EngineRuns.sum(engine, point, Cohort.of(all), spec);
      double[] moved = new double[with.length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = with[i] - without[i];
      }
      return EngineRuns.norm(moved);
    }
  }

  private static PatientExamples strange(Kind kind, float scale, int images, int seed) {
    float[][] features = new float[images][];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      boolean alike =
          kind == Kind.OPPOSITE || kind == Kind.NEARLY_OPPOSITE || kind == Kind.REPEATED;
      features[i] = Reference.numbers(128, 1, alike ? seed : seed + i);
      labels[i] = alike ? 1 : i % 3;
      for (int k = 0; k < 128; k++) {
        features[i][k] *= scale * sign(kind, i);
        if (kind == Kind.SPREAD) {
          features[i][k] *= (float) Math.pow(10, -k / 4.0);
        }
      }
    }
    if (kind == Kind.NAN) {
      Arrays.fill(features[images - 1], 100, 128, Float.NaN);
    }
    if (kind == Kind.INFINITE) {
      features[images / 2][127] = Float.NEGATIVE_INFINITY;
    }
    return new PatientExamples("strange" + seed, features, labels);
  }

  private static float sign(Kind kind, int image) {
    return switch (kind) {
      case OPPOSITE -> image % 2 == 0 ? 1 : -1;
      case NEARLY_OPPOSITE -> image % 2 == 0 ? 1 : -1 + 1e-6f * image;
      default -> 1;
    };
  }
}
