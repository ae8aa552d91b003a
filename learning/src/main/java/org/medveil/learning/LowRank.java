package org.medveil.learning;

import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.medveil.contracts.Refusal;
import org.medveil.learning.layers.LowRankDense;

/**
 * A public model made ready for private fine-tuning with few trained parameters (LoRA; Hu et al.
 * 2021). Noise grows with the number of trained parameters, so few are worth much here.
 *
 * @param spec the adapted model: dense layers are {@link LowRankDense}, other layers with
 *     parameters are frozen, the output layer is trained as before
 * @param parameters where to begin: the adapted model computes what the given one computes
 */
public record LowRank(ModelSpec spec, float[] parameters) {
  /**
   * Adapts every dense layer that has no layer norm.
   *
   * @param model the model; must not have been trained on patients of this data without accounting
   * @param parameters its parameters; left alone
   * @param rank columns of each A, from 1 to the smallest width of a dense layer
   * @param alpha above 0; the product of A and B is multiplied by alpha / rank
   * @throws Refusal exit 2 if there is nothing to adapt, or the rank does not suit
   */
  public static LowRank adapt(ModelSpec model, float[] parameters, int rank, double alpha) {
    if (parameters.length != model.parameterCount()) {
      throw new IllegalArgumentException("the model has " + model.parameterCount() + " parameters");
    }
    List<NeuralNetConfiguration> before =
        Dl4jConfiguration.of(model.json(), model.isGraph()).layers();
    Dl4jConfiguration configuration = Dl4jConfiguration.of(model.json(), model.isGraph());
    List<NeuralNetConfiguration> after = configuration.layers();
    for (NeuralNetConfiguration conf : after) {
      conf.setLayer(adapted(conf.getLayer(), rank, alpha));
    }
    if (after.stream().noneMatch(conf -> conf.getLayer() instanceof LowRankDense)) {
      throw Refusal.usage(
          "the model has no dense layer to adapt",
          "freeze its first layers with FrozenLayer instead");
    }
    ModelSpec spec = ModelSpec.checked(configuration);
    float[] start = spec.initialParameters();
    int from = 0;
    int to = 0;
    for (int i = 0; i < before.size(); i++) {
      // The parameters that were there before lie first; A and B keep their initial values.
      int count = Parameters.count(before.get(i).getLayer());
      System.arraycopy(parameters, from, start, to, count);
      from += count;
      to += Parameters.count(after.get(i).getLayer());
    }
    return new LowRank(spec, start);
  }

  private static Layer adapted(Layer layer, int rank, double alpha) {
    Layer inner = Frozen.inside(layer);
    if (layer instanceof OutputLayer || Parameters.count(inner) == 0) {
      return layer;
    }
    return inner instanceof DenseLayer dense && !dense.hasLayerNorm()
        ? lowRank(dense, rank, alpha)
        : new FrozenLayerWithBackprop(inner);
  }

  private static LowRankDense lowRank(DenseLayer dense, int rank, double alpha) {
    return new LowRankDense.Builder()
        .rank(rank)
        .alpha(alpha)
        .bias(dense.hasBias())
        .nIn(dense.getNIn())
        .nOut(dense.getNOut())
        .name(dense.getLayerName())
        .dropOut(dense.getIDropout())
        .activation(dense.getActivationFn())
        .weightInit(dense.getWeightInitFn())
        .biasInit(dense.getBiasInit())
        .updater(dense.getIUpdater())
        .gradientNormalization(GradientNormalization.None)
        .build();
  }
}
