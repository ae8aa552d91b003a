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
    List<PatientExamples> others = EngineRuns.patients(25, 3, 3);
    List<PatientExamples> all = new ArrayList<>(others);
    all.add(strange(kind, (float) Math.pow(10, exponent), images, seed));
    try (ClippedSums engine = spec.sums(grid, new EngineSettings(1, rule, 0))) {
      long[] without = EngineRuns.sum(engine, point, Cohort.of(others), spec);
      long[] with = EngineRuns.sum(engine, point, Cohort.of(all), spec);
      double[] moved = new double[with.length];
      for (int i = 0; i < moved.length; i++) {
        moved[i] = with[i] - without[i];
      }
      double norm = EngineRuns.norm(moved);
      assertTrue(norm <= grid.sensitivityUnits(), "moved by " + norm / grid.sensitivityUnits());
      if (kind == Kind.NAN) {
        double rounding = grid.sensitivityUnits() - grid.unitsPerNorm();
        assertTrue(norm <= rounding, "nothing but the others' rounding: " + norm / rounding);
      }
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
