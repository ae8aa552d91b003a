package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.Activation;

/** Every other allowed layer, held against one image at a time in double precision. */
class Dl4jGradientTest {
  private static final int IMAGE = 8 * 8 * 2;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(
            "convolution, max pooling, dense",
            TestNets.images(
                new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build(),
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {2, 2})
                    .build(),
                TestNets.dense(5, Activation.ELU),
                TestNets.sigmoid()),
            2),
        Arguments.of(
            "padding, depthwise, global pooling",
            TestNets.images(
                new ZeroPaddingLayer.Builder(1, 1).build(),
                new DepthwiseConvolution2D.Builder(3, 3)
                    .depthMultiplier(2)
                    .activation(Activation.SWISH)
                    .build(),
                new GlobalPoolingLayer.Builder(PoolingType.AVG).build(),
                TestNets.softmax(3)),
            3),
        Arguments.of(
            "separable, upsampling",
            TestNets.images(
                new SeparableConvolution2D.Builder(3, 3)
                    .nOut(3)
                    .activation(Activation.SOFTSIGN)
                    .build(),
                new Upsampling2D.Builder(2).build(),
                new GlobalPoolingLayer.Builder(PoolingType.AVG).build(),
                TestNets.softmax(2)),
            2),
        Arguments.of(
            "layer norm",
            TestNets.stack(
                new DenseLayer.Builder()
                    .nOut(6)
                    .hasLayerNorm(true)
                    .activation(Activation.TANH)
                    .build(),
                TestNets.softmax(3)),
            3));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void equalsTheMeanOverImagesTakenAlone(
      String name, org.deeplearning4j.nn.conf.MultiLayerConfiguration net, int classes) {
    ModelSpec spec = TestNets.spec(net);
    PatientGradient gradient = spec.gradient();
    assertInstanceOf(Dl4jPatientGradient.class, gradient);
    int inputs = name.equals("layer norm") ? TestNets.INPUTS : IMAGE;
    PatientExamples patient = Reference.patient(3, inputs, classes, 4);
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.5, 9);

    double[] out = new double[spec.parameterCount()];
    gradient.meanGradient(parameters, patient, out);

    // Single against double precision: rounding of about 1e-7 over some hundred additions.
    Reference reference = new Reference(spec);
    assertEquals(
        0, Reference.relativeError(out, reference.meanGradient(parameters, patient)), 1e-5);
    assertEquals(0, Reference.relativeError(out, reference.differences(parameters, patient)), 1e-4);
  }

  @Test
  void nothingPassesFromOnePatientToTheNext() {
    ModelSpec spec = convolutional();
    float[] parameters = spec.initialParameters();
    PatientExamples patient = Reference.patient(2, IMAGE, 2, 1);
    PatientExamples other = Reference.patient(3, IMAGE, 2, 99);
    double[] first = new double[spec.parameterCount()];
    double[] again = new double[spec.parameterCount()];
    PatientGradient gradient = spec.gradient();
    gradient.meanGradient(parameters, patient, first);
    gradient.meanGradient(parameters, other, again);
    gradient.meanGradient(parameters, patient, again);
    assertArrayEquals(first, again);
  }

  @Test
  void travelsToAnExecutor() throws Exception {
    ModelSpec spec = convolutional();
    PatientGradient gradient = spec.gradient();
    float[] parameters = spec.initialParameters();
    float[][] images = Reference.patient(2, IMAGE, 2, 1).features();
    float[] here = gradient.scores(parameters, images);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(gradient);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertArrayEquals(here, ((PatientGradient) in.readObject()).scores(parameters, images));
    }
  }

  @Test
  void anImageOfAnotherSizeIsBadData() {
    ModelSpec spec = convolutional();
    PatientExamples small = Reference.patient(1, IMAGE - 1, 2, 1);
    assertThrows(
        Refusal.class,
        () ->
            spec.gradient()
                .meanGradient(spec.initialParameters(), small, new double[spec.parameterCount()]));
  }

  private static ModelSpec convolutional() {
    return TestNets.spec(
        TestNets.images(
            new ConvolutionLayer.Builder(3, 3).nOut(3).activation(Activation.RELU).build(),
            TestNets.sigmoid()));
  }
}
