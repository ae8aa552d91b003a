package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.junit.jupiter.api.Test;
import org.medveil.dp.AdaptiveClip;
import org.medveil.dp.ClipRule;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.SamplingPlan;
import org.nd4j.linalg.activations.Activation;

/** Copies of images, and the adaptive clip, in the engine. */
class EngineOptionsTest {
  private static final Shape IMAGE = new Shape(2, 8, 8);

  private final ModelSpec spec =
      TestNets.spec(
          TestNets.images(
              new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build(),
              TestNets.sigmoid()));
  private final float[] parameters = Reference.numbers(spec.parameterCount(), 0.5, 9);
  private final List<PatientExamples> patients =
      IntStream.range(0, 12)
          .mapToObj(p -> Reference.patient(1 + p % 3, IMAGE.size(), 2, 31 * p))
          .toList();

  @Test
  void copiesAreAveragedWithTheImagesBeforeTheOneClip() {
    Augmentation augmentation = new Augmentation(3, true, 1.5, 20);
    int step = 4;
    List<PatientExamples> expanded =
        patients.stream().map(p -> expanded(p, augmentation, step)).toList();
    GridGaussian grid = new GridGaussian(0.5, 1, spec.trainableCount());
    EngineSettings plain = EngineSettings.forBatch(12);
    long[] expected = sum(plain, grid, expanded, new StepPoint(parameters, step));
    EngineSettings copying = plain.with(augmentation);
    long[] actual = sum(copying, grid, patients, new StepPoint(parameters, step));
    assertArrayEquals(expected, actual);
    assertArrayEquals(
        expected,
        sum(copying.withMicroBatch(2), grid, patients, new StepPoint(parameters, step)),
        "copies of an image may lie in two passes");
    assertFalse(
        Arrays.equals(expected, sum(copying, grid, patients, new StepPoint(parameters, 5))),
        "another step, other copies");
  }

  @Test
  void anAdaptiveStepSumsWhatTheRuleSaysOfEachPatient() {
    ClipRule rule = new ClipRule(0.01, 10, 0.5, 0.2, 0.1, 12);
    Reference dl4j = new Reference(spec);
    List<double[]> gradients =
        patients.stream().map(p -> dl4j.meanGradient(parameters, p)).toList();
    double clip =
        gradients.stream().mapToDouble(g -> Math.sqrt(square(g))).sorted().toArray()[6] * 1.001;
    AdaptiveClip adaptive = new AdaptiveClip(rule, clip);
    double[] expected = new double[spec.trainableCount() + 1];
    for (double[] gradient : gradients) {
      float[] single = new float[gradient.length];
      for (int i = 0; i < single.length; i++) {
        single[i] = (float) gradient[i];
      }
      double[] contribution = adaptive.contribution(single);
      for (int i = 0; i < expected.length; i++) {
        expected[i] += contribution[i];
      }
    }
    GridGaussian grid = AdaptiveClip.grid(new SamplingPlan(1, 1), 1, spec.trainableCount());
    EngineSettings settings = EngineSettings.forBatch(12).with(new ClippingRule.Adaptive(rule));
    long[] sum = sum(settings, grid, patients, new StepPoint(parameters, 0, clip));
    double[] actual = Arrays.stream(sum).mapToDouble(units -> units * grid.gridStep()).toArray();
    assertEquals(0, Reference.relativeError(actual, expected), 1e-5);
    assertEquals(expected[expected.length - 1], actual[actual.length - 1], 1e-5);
  }

  private static PatientExamples expanded(PatientExamples patient, Augmentation how, int step) {
    List<float[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < patient.size(); i++) {
      long seed = Augmentation.seed(step, Cohort.hash(patient.subjectKey()), i);
      float[] copies = new float[how.copies() * IMAGE.size()];
      how.expand(patient.features()[i], IMAGE, seed, copies, 0);
      for (int copy = 0; copy < how.copies(); copy++) {
        images.add(Arrays.copyOfRange(copies, copy * IMAGE.size(), (copy + 1) * IMAGE.size()));
        labels.add(patient.labels()[i]);
      }
    }
    return new PatientExamples(
        patient.subjectKey(),
        images.toArray(float[][]::new),
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private long[] sum(
      EngineSettings settings, GridGaussian grid, List<PatientExamples> who, StepPoint point) {
    long[] sum = new long[grid.dimension()];
    Cohort cohort = Cohort.of(who);
    try (ClippedSums engine = spec.sums(grid, settings)) {
      engine.add(point, cohort, IntStream.range(0, cohort.size()).toArray(), sum);
    }
    return sum;
  }

  private static double square(double[] vector) {
    return Arrays.stream(vector).map(v -> v * v).sum();
  }
}
