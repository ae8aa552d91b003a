package org.medveil.learning.layers;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Forward and backward of {@link GroupNormalization}. With x̂ = (x - mean) s and s = 1 /
 * sqrt(variance + epsilon) over the m numbers of a group, the gradient at x is s (d - mean(d) - x̂
 * mean(d x̂)), d being gain times the gradient at the output. Nothing is kept between the passes.
 */
final class GroupNormalizationLayer extends BaseLayer<GroupNormalization> {
  GroupNormalizationLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray unit = perChannel(normalised().unit());
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
    INDArray view = perChannel(out);
    Broadcast.mul(unit, getParam(GainAndBias.GAIN), view, 1);
    Broadcast.add(view, getParam(GainAndBias.BIAS), view, 1);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Normalised normalised = normalised();
    INDArray delta = perChannel(epsilon.castTo(dataType).dup('c'));
    INDArray unit = perChannel(normalised.unit());
    Gradient gradient = new DefaultGradient();
    put(gradient, GainAndBias.GAIN, delta.mul(unit).sum(0, 2));
    put(gradient, GainAndBias.BIAS, delta.sum(0, 2));

    Broadcast.mul(delta, getParam(GainAndBias.GAIN), delta, 1);
    INDArray d = perGroup(delta);
    INDArray u = normalised.unit();
    INDArray along = d.mul(u).mean(true, 1);
    d.subiColumnVector(d.mean(true, 1)).subi(u.mulColumnVector(along));
    d.muliColumnVector(normalised.scale());
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    perGroup(out).assign(d);
    return new Pair<>(gradient, out);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  private void put(Gradient gradient, String key, INDArray value) {
    gradientViews.get(key).assign(value);
    gradient.setGradientFor(key, gradientViews.get(key));
  }

  /** Rows are groups of one image: the numbers of mean 0 and variance 1, and what scaled them. */
  private record Normalised(INDArray unit, INDArray scale) {}

  private Normalised normalised() {
    INDArray x = perGroup(input.castTo(dataType).dup('c'));
    x.subiColumnVector(x.mean(true, 1));
    INDArray scale = x.mul(x).mean(true, 1).addi(layerConf().epsilon());
    Transforms.sqrt(scale, false);
    scale.rdivi(1);
    return new Normalised(x.muliColumnVector(scale), scale);
  }

  private INDArray perGroup(INDArray array) {
    long rows = input.size(0) * layerConf().groups();
    return array.reshape('c', rows, array.length() / rows);
  }

  private INDArray perChannel(INDArray array) {
    long rows = input.size(0);
    long channels = input.size(1);
    return array.reshape('c', rows, channels, array.length() / (rows * channels));
  }
}
