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
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.learning.layers.GroupNormalization;
import org.medveil.learning.layers.LowRankDense;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** What cannot be clipped per patient is refused by its name, with what to use instead. */
class ModelRulesTest {

  static Stream<Arguments> forbidden() {
    return Stream.of(
        Arguments.of("BatchNormalization", with(new BatchNormalization())),
        Arguments.of("GaussianDropout", with(new DropoutLayer(new GaussianDropout(0.5)))),
        Arguments.of(
            "AlphaDropout in DenseLayer",
            with(new DenseLayer.Builder().nOut(4).dropOut(new AlphaDropout(0.5)).build())),
        Arguments.of(
            "changing or odd probability",
            with(
                new DropoutLayer(new Dropout(new ExponentialSchedule(ScheduleType.EPOCH, 1, .9))))),
        Arguments.of(
            "dropout beside a layer that only DL4J computes",
            TestNets.images(
                new DropoutLayer(0.5), new Upsampling2D.Builder(2).build(), TestNets.sigmoid())),
        Arguments.of(
            "before the frozen DenseLayer",
            TestNets.stack(
                TestNets.dense(4, Activation.TANH),
                new FrozenLayer(TestNets.dense(4, Activation.TANH)),
                TestNets.sigmoid())),
        Arguments.of(
            "one OutputLayer", TestNets.stack(new FrozenLayerWithBackprop(TestNets.sigmoid()))),
        Arguments.of("BatchNormalization", with(new FrozenLayer(new BatchNormalization()))),
        Arguments.of("ELU with alpha", with(elu(0.5))),
        Arguments.of("3 class weights", TestNets.stack(weighted(2, 1, 2, 3))),
        Arguments.of("class weight of -1.0", TestNets.stack(weighted(2, 1, -1))),
        Arguments.of("has 3 groups", with(new GroupNormalization.Builder().groups(3).build())),
        Arguments.of("has rank 5", with(new LowRankDense.Builder().nOut(4).rank(5).build())),
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

  @Test
  void frozenLayersAreCountedButNotTrained() {
    ModelSpec probe = TestNets.spec(with(new FrozenLayer(TestNets.dense(4, Activation.TANH))));
    assertEquals(4 + 1, probe.trainableCount());
    assertEquals(7 * 4 + 4 + 4 + 1, probe.parameterCount());
  }

  @Test
  void batchNormalizationIsToldOfGroupNormalization() {
    String json = with(new BatchNormalization()).toJson();
    Refusal refusal = assertThrows(Refusal.class, () -> ModelSpec.fromJson(json));
    assertTrue(refusal.hint().contains("GroupNormalization"), refusal.hint());
  }

  private static DenseLayer elu(double alpha) {
    return new DenseLayer.Builder().nOut(4).activation(new ActivationELU(alpha)).build();
  }

  private static OutputLayer weighted(int outputs, double... weights) {
    return new OutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(weights)))
        .nOut(outputs)
        .activation(Activation.SOFTMAX)
        .build();
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
