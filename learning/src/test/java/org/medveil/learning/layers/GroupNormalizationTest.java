package org.medveil.learning.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Group normalisation as a layer of DL4J: what it computes, its gradient, its file. */
class GroupNormalizationTest {
  private static final double EPSILON = 1e-5;

  @Test
  void bringsEachGroupOfEachImageToMeanZeroAndVarianceOne() {
    // 4 channels of 3 x 3 in 2 groups, straight from the input; gain and bias of the channels.
    DoubleNet net = new DoubleNet(InputType.convolutionalFlat(3, 3, 4), 36, norm(2));
    INDArray out = net.network.feedForward(net.data.getFeatures()).get(1);
    double[] parameters = net.network.params().toDoubleVector();
    for (int image = 0; image < 4; image++) {
      double[] x = net.data.getFeatures().getRow(image).toDoubleVector();
      for (int i = 0; i < 36; i++) {
        int group = i / 18;
        double unit = (x[i] - mean(x, group)) / Math.sqrt(variance(x, group) + EPSILON);
        double expected = parameters[i / 9] * unit + parameters[4 + i / 9];
        assertEquals(expected, out.getDouble(image, i / 9, i % 9 / 3, i % 3), 1e-12);
      }
    }
  }

  @Test
  void hasTheGradientOfItsOwnDefinition() {
    assertGradient(
        new DoubleNet(
            InputType.convolutionalFlat(5, 5, 2),
            50,
            new ConvolutionLayer.Builder(2, 2).nOut(6).activation(Activation.IDENTITY).build(),
            norm(3),
            new ActivationLayer(Activation.TANH)));
  }

  @Test
  void isLayerNormalisationOfAVectorWithOneGroup() {
    assertGradient(
        new DoubleNet(
            InputType.feedForward(5),
            5,
            new DenseLayer.Builder().nOut(6).activation(Activation.IDENTITY).build(),
            norm(1),
            new ActivationLayer(Activation.SIGMOID)));
  }

  @Test
  void anImageAloneGivesTheSameAsInABatch() {
    DoubleNet net = images();
    INDArray together = net.output();
    INDArray alone = net.network.output(net.data.getFeatures().getRow(2, true));
    assertArrayEquals(together.getRow(2).toDoubleVector(), alone.toDoubleVector(), 1e-12);
  }

  @Test
  void beginsWithGainOneAndBiasZero() {
    DoubleNet net = images();
    MultiLayerNetwork fresh = new MultiLayerNetwork(net.network.getLayerWiseConfigurations());
    fresh.init();
    assertArrayEquals(new double[] {1, 1, 1, 1}, fresh.getParam("1_g").toDoubleVector());
    assertArrayEquals(new double[] {0, 0, 0, 0}, fresh.getParam("1_b").toDoubleVector());
  }

  @Test
  void itsJsonGivesTheSameNetworkBack() {
    MultiLayerConfiguration written = images().network.getLayerWiseConfigurations();
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(written.toJson());
    assertEquals(written, read);
    assertEquals(written.toJson(), read.toJson());
    GroupNormalization norm = (GroupNormalization) read.getConf(1).getLayer();
    assertEquals(2, norm.groups());
    assertEquals(EPSILON, norm.epsilon());
  }

  @Test
  void aNetworkSurvivesItsFile() throws IOException {
    DoubleNet net = images();
    net.network.fit(net.data);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(net.network, file, true);
    MultiLayerNetwork back =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true);
    assertEquals(net.output(), back.output(net.data.getFeatures()));
  }

  @Test
  void isFittedByDl4j() {
    DoubleNet net = images();
    double before = net.network.score(net.data);
    for (int i = 0; i < 30; i++) {
      net.network.fit(net.data);
    }
    assertTrue(net.network.score(net.data) < before / 2, "loss " + net.network.score(net.data));
  }

  @Test
  void groupsThatDoNotDivideTheChannelsAreRefused() {
    assertThrows(
        Refusal.class, () -> new DoubleNet(InputType.convolutionalFlat(3, 3, 4), 36, norm(3)));
  }

  private static DoubleNet images() {
    return new DoubleNet(
        InputType.convolutionalFlat(4, 4, 1),
        16,
        new ConvolutionLayer.Builder(2, 2).nOut(4).activation(Activation.IDENTITY).build(),
        norm(2),
        new ActivationLayer(Activation.RELU));
  }

  private static GroupNormalization norm(int groups) {
    return new GroupNormalization.Builder().groups(groups).epsilon(EPSILON).build();
  }

  private static void assertGradient(DoubleNet net) {
    // Central differences of step 1e-6 in double: some 1e-10 of rounding over 1e-6.
    assertArrayEquals(net.differences(), net.gradient(), 1e-7);
  }

  private static double mean(double[] x, int group) {
    double sum = 0;
    for (int i = 0; i < 18; i++) {
      sum += x[18 * group + i];
    }
    return sum / 18;
  }

  private static double variance(double[] x, int group) {
    double sum = 0;
    for (int i = 0; i < 18; i++) {
      sum += Math.pow(x[18 * group + i] - mean(x, group), 2);
    }
    return sum / 18;
  }
}
