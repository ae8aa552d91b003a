package org.medveil.learning;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.medveil.learning.layers.GroupNormalization;
import org.medveil.learning.layers.LowRankDense;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Turns one DL4J layer, which passed {@link ModelRules}, into nodes. */
final class LayerCompiler {
  private final NodeList nodes;

  LayerCompiler(NodeList nodes) {
    this.nodes = nodes;
  }

  /**
   * Adds a layer.
   *
   * @param name of the layer
   * @param layer what it is
   * @param from index of the node before it
   * @return index of its last node; empty if there is no operation for it
   */
  Optional<Integer> add(String name, Layer layer, int from) {
    Layer inner = Frozen.inside(layer);
    boolean frozen = inner != layer;
    // DL4J runs a frozen layer as in a test, so without dropout.
    int before = frozen ? from : dropout(name, inner, from);
    if (inner instanceof OutputLayer output) {
      return output(name, output, before);
    }
    if (inner instanceof DenseLayer dense) {
      return dense(name, dense, before, frozen);
    }
    if (inner instanceof LowRankDense low) {
      return lowRank(name, low, before, frozen);
    }
    if (inner instanceof GroupNormalization norm) {
      return groupNorm(name, norm, before, frozen);
    }
    if (inner.getClass() == ConvolutionLayer.class || inner.getClass() == Convolution2D.class) {
      return convolution(name, (ConvolutionLayer) inner, before, frozen);
    }
    return unweighted(name, inner, before);
  }

  private Optional<Integer> unweighted(String name, Layer layer, int from) {
    if (layer instanceof ActivationLayer activation) {
      return activation(name, activation.getActivationFn(), from);
    }
    if (layer instanceof DropoutLayer) {
      return Optional.of(from);
    }
    Optional<LayerOp> op = Optional.empty();
    if (layer instanceof SubsamplingLayer pool) {
      op = Windows.pool(pool, nodes.shape(from));
    } else if (layer instanceof GlobalPoolingLayer pool) {
      op = Windows.globalPool(pool);
    } else if (layer instanceof ZeroPaddingLayer pad) {
      op = Windows.zeroPad(pad);
    }
    return op.map(o -> nodes.add(name, o, List.of(from), false));
  }

  private int dropout(String name, Layer layer, int from) {
    boolean applied =
        layer instanceof DenseLayer
            || layer instanceof OutputLayer
            || layer instanceof ConvolutionLayer
            || layer instanceof LowRankDense
            || layer instanceof DropoutLayer;
    // On other layers DL4J ignores it.
    if (!applied || !(layer.getIDropout() instanceof Dropout dropout) || dropout.getP() == 1) {
      return from;
    }
    String own = layer instanceof DropoutLayer ? name : name + "/dropout";
    return nodes.add(own, new LayerOp.Dropout(dropout.getP()), List.of(from), false);
  }

  private Optional<Integer> dense(String name, DenseLayer layer, int from, boolean frozen) {
    int inputs = Math.toIntExact(layer.getNIn());
    int outputs = Math.toIntExact(layer.getNOut());
    nodes.requireSize(name, from, inputs);
    boolean norm = layer.hasLayerNorm();
    LayerOp.Dense affine = new LayerOp.Dense(inputs, outputs, layer.hasBias() && !norm);
    int last = nodes.add(name, affine, List.of(from), frozen);
    if (norm) {
      // DL4J adds the bias after the normalisation, and keeps the gain after the bias.
      LayerOp.LayerNorm op = new LayerOp.LayerNorm(outputs, layer.hasBias());
      last = nodes.add(name + "/norm", op, List.of(last), frozen);
    }
    return activation(name + "/activation", layer.getActivationFn(), last);
  }

  private Optional<Integer> lowRank(String name, LowRankDense layer, int from, boolean frozen) {
    int inputs = Math.toIntExact(layer.getNIn());
    nodes.requireSize(name, from, inputs);
    LayerOp op =
        new LayerOp.LowRank(
            inputs, Math.toIntExact(layer.getNOut()), layer.rank(), layer.scale(), layer.bias());
    int last = nodes.add(name, op, List.of(from), frozen);
    return activation(name + "/activation", layer.getActivationFn(), last);
  }

  private Optional<Integer> groupNorm(
      String name, GroupNormalization layer, int from, boolean frozen) {
    int channels = Math.toIntExact(layer.getNIn());
    nodes.requireChannels(name, from, channels);
    LayerOp op = new LayerOp.GroupNorm(channels, layer.groups(), layer.epsilon());
    return Optional.of(nodes.add(name, op, List.of(from), frozen));
  }

  private Optional<Integer> output(String name, OutputLayer layer, int from) {
    int inputs = Math.toIntExact(layer.getNIn());
    nodes.requireSize(name, from, inputs);
    boolean softmax = layer.getActivationFn() instanceof ActivationSoftmax;
    LayerOp op =
        new LayerOp.Output(
            inputs,
            Math.toIntExact(layer.getNOut()),
            layer.hasBias(),
            softmax,
            OutputRules.classWeights(layer));
    return Optional.of(nodes.add(name, op, List.of(from), false));
  }

  private Optional<Integer> convolution(
      String name, ConvolutionLayer layer, int from, boolean frozen) {
    int inputs = Math.toIntExact(layer.getNIn());
    nodes.requireChannels(name, from, inputs);
    Optional<Window> window = Windows.window(layer, nodes.shape(from));
    if (window.isEmpty()) {
      return Optional.empty();
    }
    LayerOp op =
        new LayerOp.Convolution(
            inputs, Math.toIntExact(layer.getNOut()), window.get(), layer.hasBias());
    int last = nodes.add(name, op, List.of(from), frozen);
    return activation(name + "/activation", layer.getActivationFn(), last);
  }

  private Optional<Integer> activation(String name, IActivation activation, int from) {
    if (activation instanceof ActivationIdentity) {
      return Optional.of(from);
    }
    return Activations.op(activation).map(op -> nodes.add(name, op, List.of(from), false));
  }
}
