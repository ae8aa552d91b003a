package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class OptimizerTest {

  static Stream<OptimizerSettings> settings() {
    return Stream.of(
        new OptimizerSettings("sgd", 0.3, 0, "none"),
        new OptimizerSettings("nesterovs", 0.2, 0.9, "none"),
        new OptimizerSettings("adam", 0.05, 0.8, "none"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void movesAsDl4jWouldFromTheSameGradients(OptimizerSettings settings) {
    MultiLayerConfiguration configuration =
        TestNets.builder()
            .updater(Optimizer.configuration(settings, 3))
            .list()
            .layer(TestNets.dense(4, org.nd4j.linalg.activations.Activation.TANH))
            .layer(TestNets.sigmoid())
            .setInputType(InputType.feedForward(TestNets.INPUTS))
            .build();
    MultiLayerNetwork dl4j = new MultiLayerNetwork(configuration);
    dl4j.init();
    PatientExamples images = Reference.patient(6, TestNets.INPUTS, 2, 1);
    DataSet batch =
        new DataSet(
            Nd4j.createFromArray(images.features()),
            Nd4j.createFromArray(new float[][] {{1}, {0}, {1}, {0}, {1}, {0}}));
    PatientGradient gradient = TestNets.spec(configuration).gradient();
    Optimizer optimizer = new Optimizer(settings, gradient.parameterCount(), 3);
    float[] ours = dl4j.params().toFloatVector();
    for (int step = 0; step < 3; step++) {
      double[] mean = new double[ours.length];
      gradient.meanGradient(ours, images, mean);
      ours = optimizer.update(ours, toFloats(mean));
      dl4j.fit(batch);
      assertArrayEquals(dl4j.params().toFloatVector(), ours, 1e-5f);
    }
  }

  @Test
  void plainSgdIsParametersMinusRateTimesGradient() {
    Optimizer optimizer = new Optimizer(new OptimizerSettings("sgd", 0.5, 0, "none"), 2, 1);
    float[] start = {1, 2};
    assertArrayEquals(new float[] {0.5f, 3}, optimizer.update(start, new float[] {1, -2}));
    assertArrayEquals(new float[] {1, 2}, start);
  }

  @Test
  void nesterovsIsTheRecursionOfSutskever() {
    // v = mu v - lr g; x += -mu v_before + (1 + mu) v
    Optimizer optimizer = new Optimizer(new OptimizerSettings("nesterovs", 0.1, 0.5, "none"), 1, 2);
    float[] x = optimizer.update(new float[] {0}, new float[] {1});
    assertEquals(-0.15f, x[0], 1e-7);
    x = optimizer.update(x, new float[] {1});
    assertEquals(-0.15f + 0.05f - 1.5f * 0.15f, x[0], 1e-7);
  }

  @Test
  void averagesTheLastTheTailOrAllWithFadingWeight() {
    // Gradient -1 and rate 1: the iterates are 1, 2, 3, 4.
    assertEquals(4, averaged("none"));
    assertEquals(3.5f, averaged("tail"));
    double weights = 0.729 + 0.81 + 0.9 + 1;
    assertEquals((0.729 + 2 * 0.81 + 3 * 0.9 + 4) / weights, averaged("ema"), 1e-6);
  }

  @Test
  void theDecayOfTheMeanCanBeGiven() {
    double weights = 0.125 + 0.25 + 0.5 + 1;
    assertEquals((0.125 + 2 * 0.25 + 3 * 0.5 + 4) / weights, averaged("ema:0.5"), 1e-6);
    assertEquals(4, averaged("ema:0"));
    for (String wrong : List.of("ema:", "ema:1", "ema:-0.1", "ema:x", "EMA")) {
      assertThrows(Refusal.class, () -> new OptimizerSettings("sgd", 1, 0, wrong));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "constant, 8, 8, 8, 8",
    "linear, 8, 6, 4, 2",
    "cosine, 8, 6.828427, 4, 1.171573",
    "warmup2+constant, 4, 8, 8, 8",
    "warmup4+linear, 2, 3, 3, 2"
  })
  void theScheduleIsAFunctionOfTheStep(String name, float a, float b, float c, float d) {
    Optimizer optimizer = new Optimizer(new OptimizerSettings("sgd", 8, 0, "none", name), 1, 4);
    for (float expected : new float[] {a, b, c, d}) {
      assertEquals(-expected, optimizer.update(new float[1], new float[] {1})[0], 1e-5);
    }
  }

  @Test
  void otherSchedulesAreRefused() {
    for (String wrong : List.of("", "step", "warmup+linear", "warmup3", "cosine+warmup3")) {
      assertThrows(Refusal.class, () -> new OptimizerSettings("sgd", 1, 0, "none", wrong));
    }
  }

  @Test
  void makesThePlannedStepsOnly() {
    Optimizer optimizer = new Optimizer(new OptimizerSettings("sgd", 1, 0, "none"), 1, 1);
    assertThrows(IllegalStateException.class, optimizer::averaged);
    optimizer.update(new float[1], new float[1]);
    assertThrows(IllegalStateException.class, () -> optimizer.update(new float[1], new float[1]));
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThrows(Refusal.class, () -> new OptimizerSettings("lbfgs", 1, 0, "none"));
    assertThrows(Refusal.class, () -> new OptimizerSettings("sgd", 0, 0, "none"));
    assertThrows(Refusal.class, () -> new OptimizerSettings("sgd", Double.NaN, 0, "none"));
    assertThrows(Refusal.class, () -> new OptimizerSettings("sgd", 1, 0.9, "none"));
    assertThrows(Refusal.class, () -> new OptimizerSettings("nesterovs", 1, 1, "none"));
    assertThrows(Refusal.class, () -> new OptimizerSettings("adam", 1, 0.9, "swa"));
  }

  private static float averaged(String averaging) {
    Optimizer optimizer = new Optimizer(new OptimizerSettings("sgd", 1, 0, averaging), 1, 4);
    float[] x = {0};
    for (int step = 0; step < 4; step++) {
      x = optimizer.update(x, new float[] {-1});
    }
    return optimizer.averaged()[0];
  }

  private static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
