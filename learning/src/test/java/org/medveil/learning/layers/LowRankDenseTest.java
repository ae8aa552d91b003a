package org.medveil.learning.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer adapted by a low rank: what is trained and what stays. */
class LowRankDenseTest {
  private static final int INPUTS = 6;
  private static final int OUTPUTS = 5;
  private static final int FIXED = INPUTS * OUTPUTS + OUTPUTS;
  private static final int TRAINED = 2 * (INPUTS + OUTPUTS);

  @Test
  void computesTheDenseLayerPlusTheScaledProduct() {
    DoubleNet net = new DoubleNet(InputType.feedForward(INPUTS), INPUTS, low());
    INDArray x = net.data.getFeatures();
    INDArray w = net.network.getParam("0_W");
    INDArray product = net.network.getParam("0_A").mmul(net.network.getParam("0_B"));
    INDArray z = x.mmul(w.add(product.mul(3.0 / 2))).addRowVector(net.network.getParam("0_b"));
    INDArray expected = Activation.TANH.getActivationFunction().getActivation(z, false);
    assertArrayEquals(
        expected.ravel().toDoubleVector(),
        net.network.feedForward(x).get(1).ravel().toDoubleVector(),
        1e-12);
  }

  @Test
  void hasTheGradientOfItsOwnDefinitionAndNoneForWhatStays() {
    DoubleNet net =
        new DoubleNet(
            InputType.feedForward(4),
            4,
            new DenseLayer.Builder().nOut(INPUTS).activation(Activation.TANH).build(),
            low());
    int first = 4 * INPUTS + INPUTS;
    double[] expected = net.differences();
    for (int i = first; i < first + FIXED; i++) {
      assertNotEquals(0, expected[i]);
      expected[i] = 0;
    }
    assertArrayEquals(expected, net.gradient(), 1e-7);
  }

  @Test
  void beginsAsTheDenseLayerItAdapts() {
    DoubleNet net = new DoubleNet(InputType.feedForward(INPUTS), INPUTS, low());
    MultiLayerNetwork fresh = new MultiLayerNetwork(net.network.getLayerWiseConfigurations());
    fresh.init();
    assertEquals(0, fresh.getParam("0_B").norm1Number().doubleValue());
    assertNotEquals(0, fresh.getParam("0_A").norm1Number().doubleValue());
    assertNotEquals(0, fresh.getParam("0_W").norm1Number().doubleValue());
  }

  @Test
  void isFittedByDl4jWithoutMovingWhatStays() {
    DoubleNet net = new DoubleNet(InputType.feedForward(INPUTS), INPUTS, low());
    double[] before = net.network.params().toDoubleVector();
    double loss = net.network.score(net.data);
    for (int i = 0; i < 30; i++) {
      net.network.fit(net.data);
    }
    double[] after = net.network.params().toDoubleVector();
    for (int i = 0; i < FIXED; i++) {
      assertEquals(before[i], after[i]);
    }
    for (int i = FIXED; i < FIXED + TRAINED; i++) {
      assertNotEquals(before[i], after[i]);
    }
    assertTrue(net.network.score(net.data) < loss / 2);
  }

  @Test
  void survivesItsFile() throws IOException {
    DoubleNet net = new DoubleNet(InputType.feedForward(INPUTS), INPUTS, low());
    MultiLayerConfiguration written = net.network.getLayerWiseConfigurations();
    assertEquals(written, MultiLayerConfiguration.fromJson(written.toJson()));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(net.network, file, true);
    MultiLayerNetwork back =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true);
    assertEquals(net.output(), back.output(net.data.getFeatures()));
    back.fit(net.data);
  }

  private static LowRankDense low() {
    return new LowRankDense.Builder()
        .nOut(OUTPUTS)
        .rank(2)
        .alpha(3)
        .activation(Activation.TANH)
        .build();
  }
}
