package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.dp.GridGaussian;
import org.nd4j.linalg.activations.Activation;

/** Clipped sums of every kind of layer, held against DL4J in double, one image at a time. */
class EngineGradientTest {
  private static final int IMAGE = 8 * 8 * 2;

  static Stream<Arguments> nets() {
    return Stream.of(
        Arguments.of("logistic", TestNets.stack(TestNets.sigmoid()), TestNets.INPUTS, 2),
        Arguments.of(
            "dense",
            TestNets.stack(
                TestNets.dense(9, Activation.RELU),
                TestNets.dense(5, Activation.TANH),
                new ActivationLayer.Builder().activation(Activation.ELU).build(),
                TestNets.softmax(4)),
            TestNets.INPUTS,
            4),
        Arguments.of(
            "layer norm",
            TestNets.stack(
                new DenseLayer.Builder()
                    .nOut(6)
                    .hasLayerNorm(true)
                    .activation(Activation.SOFTPLUS)
                    .build(),
                TestNets.softmax(3)),
            TestNets.INPUTS,
            3),
        Arguments.of(
            "convolution, max pooling, dense",
            TestNets.images(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(4)
                    .stride(2, 2)
                    .padding(1, 1)
                    .activation(Activation.TANH)
                    .build(),
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {2, 2})
                    .stride(1, 1)
                    .build(),
                TestNets.dense(5, Activation.RELU),
                TestNets.sigmoid()),
            IMAGE,
            2),
        Arguments.of(
            "two convolutions, average pooling, global pooling",
            TestNets.images(
                new ZeroPaddingLayer.Builder(1, 1).build(),
                new ConvolutionLayer.Builder(3, 3).nOut(3).activation(Activation.SWISH).build(),
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG, new int[] {2, 2})
                    .stride(2, 2)
                    .build(),
                new ConvolutionLayer.Builder(2, 2).nOut(5).activation(Activation.RELU).build(),
                new GlobalPoolingLayer.Builder(PoolingType.AVG).build(),
                TestNets.softmax(3)),
            IMAGE,
            3),
        Arguments.of(
            "many channels on few pixels",
            TestNets.images(
                new ConvolutionLayer.Builder(8, 8).nOut(40).activation(Activation.TANH).build(),
                TestNets.softmax(2)),
            IMAGE,
            2));
  }

  /** All networks that the compiler of graphs is tested with, but for chance. */
  static Stream<Arguments> graphs() {
    return GraphNets.all().entrySet().stream()
        .filter(net -> !net.getKey().equals("dropout"))
        .map(net -> Arguments.of(net.getKey(), net.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nets")
  void theClippedSumIsThatOfPatientsTakenAlone(
      String name, MultiLayerConfiguration net, int inputs, int classes) {
    List<PatientExamples> patients = new ArrayList<>();
    for (int p = 0; p < 30; p++) {
      patients.add(Reference.patient(p % 4 == 0 ? 1 + p % 5 : 1, inputs, classes, 17 * p));
    }
    compare(name, TestNets.spec(net), patients);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void soItIsForGraphsFrozenLayersAndWeights(String name, ModelSpec spec) {
    List<PatientExamples> patients = new ArrayList<>();
    for (int p = 0; p < 11; p++) {
      int classes = spec.outputs() == 1 ? 2 : spec.outputs();
      patients.add(Reference.patient(p % 3 == 0 ? 2 + p % 2 : 1, IMAGE, classes, 17 * p));
    }
    compare(name, spec, patients);
  }

  /** More images than go in company; images that cancel; each by the rule of all the others. */
  @ParameterizedTest
  @ValueSource(strings = {"flat", "per-layer", "automatic"})
  void manyImagesAreClippedAsFewAre(String rule) {
    ModelSpec spec =
        TestNets.spec(TestNets.stack(TestNets.dense(9, Activation.TANH), TestNets.softmax(3)));
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.5, 9);
    Reference dl4j = new Reference(spec);
    int firstLayer = 8 * 9;
    for (int images : new int[] {1, 40, 1100}) {
      for (double clip : new double[] {0.01, 100}) {
        PatientExamples patient = Reference.patient(images, TestNets.INPUTS, 3, 4);
        double[] expected = dl4j.meanGradient(parameters, patient);
        double[] layers = {
          norm(Arrays.copyOf(expected, firstLayer)),
          norm(Arrays.copyOfRange(expected, firstLayer, expected.length))
        };
        for (int i = 0; i < expected.length; i++) {
          double own = layers[i < firstLayer ? 0 : 1];
          double all = Math.hypot(layers[0], layers[1]);
          expected[i] *=
              switch (rule) {
                case "flat" -> Math.min(1, clip / all);
                case "per-layer" -> Math.min(1, clip / Math.sqrt(2) / own);
                default -> clip / (all + 0.01);
              };
        }
        double error =
            Reference.relativeError(
                engine(
                    spec,
                    new EngineSettings(4, ClippingRule.named(rule), 0),
                    new Point(parameters, clip),
                    List.of(patient)),
                expected);
        assertTrue(error < 1e-5, images + " images: " + error);
      }
    }
  }

  private record Point(float[] parameters, double clip) {}

  private static void compare(String name, ModelSpec spec, List<PatientExamples> patients) {
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.5, 9);
    Reference dl4j = new Reference(spec);
    List<double[]> gradients =
        patients.stream()
            .map(p -> EngineRuns.trained(spec, dl4j.meanGradient(parameters, p)))
            .toList();
    double clip =
        gradients.stream().mapToDouble(EngineRuns::norm).sorted().toArray()[patients.size() / 2];
    double[] expected = new double[spec.trainableCount()];
    for (double[] gradient : gradients) {
      double scale = Math.min(1, clip / norm(gradient));
      for (int i = 0; i < expected.length; i++) {
        expected[i] += scale * gradient[i];
      }
    }
    double[] actual =
        engine(spec, EngineSettings.forBatch(30), new Point(parameters, clip), patients);
    double error = Reference.relativeError(actual, expected);
    assertTrue(error < 1e-5, name + ": " + error);
  }

  private static double[] engine(
      ModelSpec spec, EngineSettings settings, Point point, List<PatientExamples> patients) {
    GridGaussian grid = new GridGaussian(point.clip, 1, spec.trainableCount());
    try (ClippedSums engine = spec.sums(grid, settings)) {
      long[] sum =
          EngineRuns.sum(engine, new StepPoint(point.parameters, 0), Cohort.of(patients), spec);
      return EngineRuns.inUnitsOfTheGradient(grid, sum);
    }
  }

  private static double norm(double[] vector) {
    return EngineRuns.norm(vector);
  }
}
