package org.medveil.learning;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.medveil.learning.layers.GroupNormalization;
import org.medveil.learning.layers.LowRankDense;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** One network or more for every operation; all take 128 numbers, or 2 channels of 8 x 8. */
final class GraphNets {
  private GraphNets() {}

  static Map<String, ModelSpec> all() {
    Map<String, ModelSpec> nets = new LinkedHashMap<>();
    for (Activation activation :
        new Activation[] {
          Activation.IDENTITY, Activation.SIGMOID, Activation.TANH, Activation.RELU,
          Activation.LEAKYRELU, Activation.ELU, Activation.SELU, Activation.SOFTPLUS,
          Activation.SOFTSIGN, Activation.SWISH, Activation.GELU
        }) {
      nets.put(
          "dense with " + activation,
          flat(TestNets.dense(6, activation), new ActivationLayer(activation)));
    }
    nets.put("layer norm", flat(normed(true), normed(false)));
    nets.put("low rank", flat(lowRank(true), lowRank(false)));
    nets.put("group norm of a vector", flat(TestNets.dense(6, Activation.IDENTITY), norm(1)));
    nets.put("strided convolution", images(convolution(3, 2, ConvolutionMode.Truncate), norm(2)));
    nets.put("same convolutions", images(same(3, 2), same(2, 1), same(5, 3)));
    nets.put("max pooling", images(pool(SubsamplingLayer.PoolingType.MAX, false)));
    nets.put("average pooling", images(pool(SubsamplingLayer.PoolingType.AVG, false)));
    nets.put("average with padding", images(pool(SubsamplingLayer.PoolingType.AVG, true)));
    nets.put("same pooling", images(samePool()));
    for (PoolingType type : new PoolingType[] {PoolingType.MAX, PoolingType.AVG, PoolingType.SUM}) {
      nets.put("global " + type, images(new GlobalPoolingLayer(type)));
    }
    nets.put("zero padding", images(new ZeroPaddingLayer(1, 2, 3, 0), same(3, 1)));
    nets.put("frozen first layers", frozen());
    nets.put(
        "dropout", images(dropped(), new DropoutLayer(0.7), TestNets.dense(4, Activation.TANH)));
    nets.put("class weights", weighted());
    nets.put("weighted sigmoid", weightedSigmoid());
    nets.put("residual graph", spec(residual()));
    nets.put("frozen residual graph", spec(frozenResidual()));
    return nets;
  }

  /** Two branches with a projection, a skip, and vertices in an order that is not theirs. */
  static ComputationGraphConfiguration residual() {
    return TestNets.builder()
        .graphBuilder()
        .addInputs("image")
        .addLayer("out", TestNets.softmax(3), "flat")
        .addVertex("sum2", new ElementWiseVertex(ElementWiseVertex.Op.Add), "relu", "b2", "sum1")
        .addLayer("stem", same(3, 1), "image")
        .addLayer("left", same(3, 2), "stem")
        .addLayer("right", same(1, 2), "stem")
        .addVertex("sum1", new ElementWiseVertex(ElementWiseVertex.Op.Add), "left", "right")
        .addLayer("norm", norm(2), "sum1")
        .addLayer("relu", new ActivationLayer(Activation.RELU), "norm")
        .addLayer("b1", same(3, 1), "relu")
        .addLayer("b2", same(3, 1), "b1")
        .addVertex(
            "flat", new PreprocessorVertex(new CnnToFeedForwardPreProcessor(4, 4, 4)), "sum2")
        .setOutputs("out")
        .setInputTypes(InputType.convolutionalFlat(8, 8, 2))
        .build();
  }

  private static ComputationGraphConfiguration frozenResidual() {
    return TestNets.builder()
        .graphBuilder()
        .addInputs("image")
        .addLayer("stem", new FrozenLayer(same(3, 2)), "image")
        .addLayer("relu", new ActivationLayer(Activation.RELU), "stem")
        .addLayer("a", new FrozenLayer(same(3, 1)), "relu")
        .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "stem")
        .addLayer("b", same(3, 1), "sum")
        .addLayer("norm", new FrozenLayerWithBackprop(norm(2)), "b")
        .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "norm")
        .addLayer("out", TestNets.sigmoid(), "pool")
        .setOutputs("out")
        .setInputTypes(InputType.convolutionalFlat(8, 8, 2))
        .build();
  }

  static ModelSpec spec(ComputationGraphConfiguration graph) {
    return ModelSpec.fromJson(graph.toJson());
  }

  private static ModelSpec frozen() {
    return TestNets.spec(
        TestNets.images(
            new FrozenLayer(same(3, 1)),
            new FrozenLayer(norm(2)),
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX).build(),
            TestNets.dense(5, Activation.TANH),
            new FrozenLayerWithBackprop(TestNets.dense(4, Activation.TANH)),
            TestNets.sigmoid()));
  }

  private static ModelSpec weighted() {
    OutputLayer out =
        new OutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(0.5, 2.0, 1.5)))
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .build();
    return TestNets.spec(TestNets.images(TestNets.dense(4, Activation.TANH), out));
  }

  private static ModelSpec weightedSigmoid() {
    OutputLayer out =
        new OutputLayer.Builder(new LossBinaryXENT(Nd4j.createFromArray(new double[] {2.5})))
            .nOut(1)
            .activation(Activation.SIGMOID)
            .build();
    return TestNets.spec(TestNets.images(TestNets.dense(4, Activation.TANH), out));
  }

  private static ModelSpec flat(org.deeplearning4j.nn.conf.layers.Layer... layers) {
    var list = TestNets.builder().list();
    for (var layer : layers) {
      list.layer(layer);
    }
    return TestNets.spec(
        list.layer(TestNets.softmax(3)).setInputType(InputType.feedForward(128)).build());
  }

  private static ModelSpec images(org.deeplearning4j.nn.conf.layers.Layer... layers) {
    var list = TestNets.builder().list();
    for (var layer : layers) {
      list.layer(layer);
    }
    return TestNets.spec(
        list.layer(TestNets.softmax(3)).setInputType(InputType.convolutionalFlat(8, 8, 2)).build());
  }

  private static DenseLayer normed(boolean bias) {
    return new DenseLayer.Builder()
        .nOut(6)
        .hasBias(bias)
        .hasLayerNorm(true)
        .activation(Activation.TANH)
        .build();
  }

  private static LowRankDense lowRank(boolean bias) {
    return new LowRankDense.Builder()
        .nOut(5)
        .rank(2)
        .alpha(3)
        .bias(bias)
        .activation(Activation.TANH)
        .build();
  }

  private static GroupNormalization norm(int groups) {
    return new GroupNormalization.Builder().groups(groups).build();
  }

  private static ConvolutionLayer same(int kernel, int stride) {
    return convolution(kernel, stride, ConvolutionMode.Same);
  }

  private static ConvolutionLayer convolution(int kernel, int stride, ConvolutionMode mode) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .nOut(4)
        .convolutionMode(mode)
        .hasBias(kernel != 2)
        .activation(Activation.TANH)
        .build();
  }

  private static ConvolutionLayer dropped() {
    return new ConvolutionLayer.Builder(3, 2)
        .stride(1, 2)
        .padding(1, 0)
        .nOut(3)
        .dropOut(0.8)
        .activation(Activation.RELU)
        .build();
  }

  private static SubsamplingLayer pool(SubsamplingLayer.PoolingType type, boolean countPadding) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(3, 2)
        .stride(2, 3)
        .padding(1, 1)
        .avgPoolIncludePadInDivisor(countPadding)
        .build();
  }

  private static SubsamplingLayer samePool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(3, 3)
        .stride(2, 2)
        .convolutionMode(ConvolutionMode.Same)
        .build();
  }
}
