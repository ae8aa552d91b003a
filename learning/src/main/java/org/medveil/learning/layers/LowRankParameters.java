package org.medveil.learning.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInitNormal;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parameters of {@link LowRankDense}: W and b, which are fixed, then A and B. */
final class LowRankParameters implements ParamInitializer {
  static final LowRankParameters INSTANCE = new LowRankParameters();
  static final String WEIGHT = "W";
  static final String BIAS = "b";
  static final String DOWN = "A";
  static final String UP = "B";

  private LowRankParameters() {}

  static boolean isFixed(String key) {
    return WEIGHT.equals(key) || BIAS.equals(key);
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return shapes((LowRankDense) layer).values().stream().mapToLong(s -> s[0] * s[1]).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return new ArrayList<>(shapes((LowRankDense) layer).keySet());
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(WEIGHT, DOWN, UP);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return ((LowRankDense) layer).bias() ? List.of(BIAS) : List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !BIAS.equals(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return BIAS.equals(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray view, boolean initialize) {
    LowRankDense layer = (LowRankDense) conf.getLayer();
    Map<String, INDArray> table = split(layer, view);
    if (initialize) {
      long inputs = layer.getNIn();
      long outputs = layer.getNOut();
      long[] whole = {inputs, outputs};
      layer.getWeightInitFn().init(inputs, outputs, whole, 'f', table.get(WEIGHT));
      if (layer.bias()) {
        table.get(BIAS).assign(layer.getBiasInit());
      }
      long[] down = {inputs, layer.rank()};
      new WeightInitNormal().init(inputs, layer.rank(), down, 'f', table.get(DOWN));
      table.get(UP).assign(0);
    }
    table.keySet().forEach(conf::addVariable);
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray view) {
    return split((LowRankDense) conf.getLayer(), view);
  }

  private static Map<String, INDArray> split(LowRankDense layer, INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> table = new LinkedHashMap<>();
    long at = 0;
    for (Map.Entry<String, long[]> entry : shapes(layer).entrySet()) {
      long[] shape = entry.getValue();
      long next = at + shape[0] * shape[1];
      INDArray part = flat.get(NDArrayIndex.interval(at, next));
      table.put(entry.getKey(), BIAS.equals(entry.getKey()) ? part : part.reshape('f', shape));
      at = next;
    }
    return table;
  }

  private static Map<String, long[]> shapes(LowRankDense layer) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(WEIGHT, new long[] {layer.getNIn(), layer.getNOut()});
    if (layer.bias()) {
      shapes.put(BIAS, new long[] {1, layer.getNOut()});
    }
    shapes.put(DOWN, new long[] {layer.getNIn(), layer.rank()});
    shapes.put(UP, new long[] {layer.rank(), layer.getNOut()});
    return shapes;
  }
}
