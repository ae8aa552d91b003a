package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What cannot be clipped per patient is refused by its name, with what to use instead. */
class ModelRulesTest {

  static Stream<Arguments> forbidden() {
    return Stream.of(
        Arguments.of("BatchNormalization", with(new BatchNormalization())),
        Arguments.of("DropoutLayer", with(new DropoutLayer(0.5))),
        Arguments.of("dropout", with(new DenseLayer.Builder().nOut(4).dropOut(0.5).build())),
        Arguments.of("l1, l2", with(new DenseLayer.Builder().nOut(4).l2(1e-3).build())),
        Arguments.of("weight decay", with(new DenseLayer.Builder().nOut(4).weightDecay(1).build())),
        Arguments.of(
            "gradient normalization",
            with(
                new DenseLayer.Builder()
                    .nOut(4)
                    .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                    .build())),
        Arguments.of(
            "constraints",
            with(
                new DenseLayer.Builder()
                    .nOut(4)
                    .constrainWeights(new NonNegativeConstraint())
                    .build())),
        Arguments.of("FrozenLayer", with(new FrozenLayer(TestNets.dense(4, Activation.TANH)))),
        Arguments.of("PReLULayer", with(new PReLULayer.Builder().inputShape(7).build())),
        Arguments.of("ActivationRReLU", with(TestNets.dense(4, Activation.RRELU))),
        Arguments.of(
            "CenterLossOutputLayer",
            TestNets.stack(
                new CenterLossOutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build())),
        Arguments.of(
            "pair of activation and loss",
            TestNets.stack(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .build())),
        Arguments.of("one OutputLayer", TestNets.stack(TestNets.dense(2, Activation.TANH))),
        Arguments.of("LSTM", recurrent(BackpropType.Standard)),
        Arguments.of("TBPTT", recurrent(BackpropType.TruncatedBPTT)),
        Arguments.of(
            "data type",
            TestNets.builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(TestNets.sigmoid())
                .setInputType(InputType.feedForward(3))
                .build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forbidden")
  void isRefusedByNameWithAdvice(String named, MultiLayerConfiguration configuration) {
    String json = configuration.toJson();
    Refusal refusal = assertThrows(Refusal.class, () -> ModelSpec.fromJson(json));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
    assertFalse(refusal.hint().isBlank());
  }

  @Test
  void aClassThatIsNotDl4jsIsRefusedBeforeItIsLoaded() {
    String json =
        TestNets.stack(TestNets.sigmoid())
            .toJson()
            .replace("org.deeplearning4j.nn.conf.layers.OutputLayer", "evil.Layer");
    Refusal refusal = assertThrows(Refusal.class, () -> ModelSpec.fromJson(json));
    assertTrue(refusal.getMessage().contains("evil.Layer"));
  }

  @Test
  void textThatIsNoModelIsAUsageError() {
    for (String text : new String[] {"", "{", "[]", "{}", "{\"confs\":[]}", "{\"confs\":[{}]}"}) {
      Refusal refusal = assertThrows(Refusal.class, () -> ModelSpec.fromJson(text), text);
      assertEquals(ExitCode.USAGE, refusal.exitCode());
    }
  }

  @Test
  void layersThatDoNotFitEachOtherAreRefused() {
    String json =
        TestNets.stack(TestNets.dense(4, Activation.TANH), TestNets.sigmoid())
            .toJson()
            .replaceAll("\"nin\" : 4", "\"nin\" : 5");
    assertThrows(Refusal.class, () -> ModelSpec.fromJson(json));
  }

  private static MultiLayerConfiguration with(org.deeplearning4j.nn.conf.layers.Layer layer) {
    return TestNets.stack(layer, TestNets.sigmoid());
  }

  private static MultiLayerConfiguration recurrent(BackpropType type) {
    return TestNets.builder()
        .list()
        .layer(new LSTM.Builder().nIn(3).nOut(4).build())
        .layer(
            new RnnOutputLayer.Builder(LossFunction.XENT)
                .nIn(4)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build())
        .backpropType(type)
        .build();
  }
}
