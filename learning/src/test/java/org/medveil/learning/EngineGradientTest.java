package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("nets")
  void theClippedSumIsThatOfPatientsTakenAlone(
      String name, MultiLayerConfiguration net, int inputs, int classes) {
    ModelSpec spec = TestNets.spec(net);
    List<PatientExamples> patients = new ArrayList<>();
    for (int p = 0; p < 30; p++) {
      patients.add(Reference.patient(p % 4 == 0 ? 1 + p % 5 : 1, inputs, classes, 17 * p));
    }
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.5, 9);
    Reference dl4j = new Reference(spec);
    List<double[]> gradients =
        patients.stream().map(p -> dl4j.meanGradient(parameters, p)).toList();
    double clip = gradients.stream().mapToDouble(EngineGradientTest::norm).sorted().toArray()[15];
    double[] expected = new double[parameters.length];
    for (double[] gradient : gradients) {
      double scale = Math.min(1, clip / norm(gradient));
      for (int i = 0; i < expected.length; i++) {
        expected[i] += scale * gradient[i];
      }
    }

    GridGaussian grid = new GridGaussian(clip, 1, parameters.length);
    long[] sum = new long[parameters.length];
    Cohort cohort = Cohort.of(patients);
    try (ClippedSums engine = spec.sums(grid, EngineSettings.forBatch(30))) {
      engine.add(
          new StepPoint(parameters, 0), cohort, IntStream.range(0, cohort.size()).toArray(), sum);
    }
    double[] actual = new double[sum.length];
    for (int i = 0; i < sum.length; i++) {
      actual[i] = sum[i] * grid.gridStep();
    }
    double error = Reference.relativeError(actual, expected);
    assertTrue(error < 1e-5, name + ": " + error);
  }

  private static double norm(double[] vector) {
    double squares = 0;
    for (double v : vector) {
      squares += v * v;
    }
    return Math.sqrt(squares);
  }
}
