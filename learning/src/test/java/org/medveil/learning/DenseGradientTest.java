package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.Activation;

/** The closed form, held against DL4J and against the loss itself. */
class DenseGradientTest {
  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("logistic", ModelSpec.named("logistic", TestNets.INPUTS, 1), 2),
        Arguments.of("mlp", ModelSpec.named("mlp", TestNets.INPUTS, 1), 2),
        Arguments.of(
            "tanh, two hidden",
            TestNets.spec(
                TestNets.stack(
                    TestNets.dense(6, Activation.TANH),
                    TestNets.dense(5, Activation.SIGMOID),
                    TestNets.sigmoid())),
            2),
        Arguments.of(
            "softmax, no bias below",
            TestNets.spec(
                TestNets.stack(
                    new DenseLayer.Builder()
                        .nOut(9)
                        .hasBias(false)
                        .activation(Activation.RELU)
                        .build(),
                    TestNets.softmax(4))),
            4),
        Arguments.of(
            "activation layers",
            TestNets.spec(
                TestNets.stack(
                    TestNets.dense(8, Activation.IDENTITY),
                    new ActivationLayer.Builder().activation(Activation.SOFTPLUS).build(),
                    TestNets.softmax(2))),
            2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void equalsBackPropagationAndTheSlopeOfTheLoss(String name, ModelSpec spec, int classes) {
    PatientGradient gradient = spec.gradient();
    assertInstanceOf(DensePatientGradient.class, gradient);
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.7, 11);
    PatientExamples patient = Reference.patient(5, TestNets.INPUTS, classes, 3);

    double[] out = new double[spec.parameterCount()];
    gradient.meanGradient(parameters, patient, out);

    Reference dl4j = new Reference(spec);
    assertEquals(0, Reference.relativeError(out, dl4j.meanGradient(parameters, patient)), 1e-9);
    assertEquals(0, Reference.relativeError(out, dl4j.differences(parameters, patient)), TOLERANCE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void scoresAreTheProbabilityOfNotBeingClassZero(String name, ModelSpec spec, int classes) {
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.7, 12);
    float[][] features = Reference.patient(4, TestNets.INPUTS, classes, 8).features();
    float[] scores = spec.gradient().scores(parameters, features);
    float[] logits = spec.gradient().logits(parameters, features);
    Reference dl4j = new Reference(spec);
    boolean sigmoid = name.equals("logistic") || name.equals("mlp") || name.startsWith("tanh");
    for (int i = 0; i < features.length; i++) {
      double first = dl4j.probabilityOfFirstOutput(parameters, features[i]);
      double expected = sigmoid ? first : 1 - first;
      assertEquals(expected, scores[i], 1e-6);
      assertEquals(Math.log(expected / (1 - expected)), logits[i], 1e-5);
    }
  }

  @Test
  void aPatientsGradientIsTheMeanOverItsImages() {
    ModelSpec spec = ModelSpec.named("mlp", 7, 2);
    float[] parameters = spec.initialParameters();
    PatientExamples whole = Reference.patient(3, 7, 2, 20);
    double[] expected = new double[spec.parameterCount()];
    double[] one = new double[spec.parameterCount()];
    for (int i = 0; i < 3; i++) {
      float[][] image = {whole.features()[i]};
      int[] label = {whole.labels()[i]};
      spec.gradient().meanGradient(parameters, new PatientExamples("p", image, label), one);
      for (int k = 0; k < one.length; k++) {
        expected[k] += one[k] / 3;
      }
    }
    double[] actual = new double[spec.parameterCount()];
    spec.gradient().meanGradient(parameters, whole, actual);
    assertArrayEquals(expected, actual, 1e-15);
  }

  @Test
  void whatIsNotFiniteStaysNotFiniteSoThatTheClipCountsItAsNothing() {
    ModelSpec spec = ModelSpec.named("logistic", 2, 0);
    double[] out = new double[3];
    float[][] broken = {{Float.POSITIVE_INFINITY, 0}};
    spec.gradient()
        .meanGradient(new float[3], new PatientExamples("p", broken, new int[] {1}), out);
    assertFalse(Double.isFinite(out[0]));
  }

  @Test
  void extremeScoresNeitherOverflowNorTie() {
    ModelSpec spec = ModelSpec.named("logistic", 1, 0);
    float[] parameters = {1000, 0};
    float[] logits = spec.gradient().logits(parameters, new float[][] {{1}, {1.1f}, {-1}});
    assertTrue(logits[1] > logits[0]);
    assertEquals(-1000, logits[2]);
    double[] out = new double[2];
    spec.gradient()
        .meanGradient(
            parameters, new PatientExamples("p", new float[][] {{-1}}, new int[] {1}), out);
    assertArrayEquals(new double[] {1, -1}, out, 1e-12);
  }

  @Test
  void aLabelOrVectorThatDoesNotFitIsBadData() {
    PatientGradient logistic = ModelSpec.named("logistic", 2, 0).gradient();
    PatientExamples grade = new PatientExamples("p", new float[][] {{0, 0}}, new int[] {2});
    Refusal label =
        assertThrows(
            Refusal.class, () -> logistic.meanGradient(new float[3], grade, new double[3]));
    assertEquals(ExitCode.BAD_DATA, label.exitCode());
    Refusal length =
        assertThrows(Refusal.class, () -> logistic.scores(new float[3], new float[][] {{0, 0, 0}}));
    assertEquals(ExitCode.BAD_DATA, length.exitCode());
  }
}
