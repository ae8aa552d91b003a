package org.medveil.learning.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parameters of {@link GroupNormalization}: one gain and one bias per channel, in this order. */
final class GainAndBias implements ParamInitializer {
  static final GainAndBias INSTANCE = new GainAndBias();
  static final String GAIN = "g";
  static final String BIAS = "b";

  private GainAndBias() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return 2 * ((FeedForwardLayer) layer).getNIn();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(GAIN, BIAS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    // Weight decay would pull a gain to 0, which nobody wants.
    return false;
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return BIAS.equals(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray view, boolean initialize) {
    Map<String, INDArray> table = split(conf, view);
    if (initialize) {
      table.get(GAIN).assign(1);
      table.get(BIAS).assign(0);
    }
    conf.addVariable(GAIN);
    conf.addVariable(BIAS);
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray view) {
    return split(conf, view);
  }

  private static Map<String, INDArray> split(NeuralNetConfiguration conf, INDArray view) {
    long channels = ((FeedForwardLayer) conf.getLayer()).getNIn();
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> table = new LinkedHashMap<>();
    table.put(GAIN, flat.get(NDArrayIndex.interval(0, channels)));
    table.put(BIAS, flat.get(NDArrayIndex.interval(channels, 2 * channels)));
    return table;
  }
}
