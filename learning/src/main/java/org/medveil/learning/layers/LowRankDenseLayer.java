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

/**
 * Forward and backward of {@link LowRankDense}. With δ the gradient at z and s = alpha / rank: dA =
 * s xᵀ (δ Bᵀ), dB = s (x A)ᵀ δ, dx = δ Wᵀ + s (δ Bᵀ) Aᵀ; W and b have gradient 0.
 */
final class LowRankDenseLayer extends BaseLayer<LowRankDense> {
  LowRankDenseLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray z = preOutput(training, workspaces);
    return layerConf().getActivationFn().getActivation(z, training);
  }

  @Override
  protected INDArray preOutput(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray weight = param(LowRankParameters.WEIGHT);
    INDArray x = input.castTo(dataType);
    INDArray z =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, x.size(0), weight.size(1));
    x.mmuli(weight, z);
    z.addi(x.mmul(param(LowRankParameters.DOWN)).mmul(param(LowRankParameters.UP)).muli(scale()));
    if (hasBias()) {
      z.addiRowVector(param(LowRankParameters.BIAS));
    }
    return z;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray z = preOutput(true, workspaces);
    INDArray delta = layerConf().getActivationFn().backprop(z, epsilon).getFirst();
    INDArray x = input.castTo(dataType);
    INDArray down = param(LowRankParameters.DOWN);
    INDArray scaled = delta.mul(scale());
    INDArray inner = scaled.mmul(param(LowRankParameters.UP).transpose());

    Gradient gradient = new DefaultGradient();
    gradientViews.get(LowRankParameters.DOWN).assign(x.transpose().mmul(inner));
    gradientViews.get(LowRankParameters.UP).assign(x.mmul(down).transpose().mmul(scaled));
    gradientViews.forEach(
        (key, view) -> {
          if (LowRankParameters.isFixed(key)) {
            view.assign(0);
          }
          gradient.setGradientFor(key, view);
        });

    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.size(0), x.size(1));
    delta.mmuli(param(LowRankParameters.WEIGHT).transpose(), out);
    out.addi(inner.mmul(down.transpose()));
    return new Pair<>(gradient, backpropDropOutIfPresent(out));
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public boolean hasBias() {
    return layerConf().bias();
  }

  private double scale() {
    return layerConf().scale();
  }

  private INDArray param(String key) {
    return getParam(key);
  }
}
