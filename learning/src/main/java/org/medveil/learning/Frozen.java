package org.medveil.learning;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;

/** Layers within DL4J's wrappers that keep parameters as they are. */
final class Frozen {
  private Frozen() {}

  /** What is in the wrapper; the layer itself if it is not wrapped. */
  static Layer inside(Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      return frozen.getLayer();
    }
    if (layer instanceof FrozenLayerWithBackprop frozen) {
      return frozen.getUnderlying();
    }
    return layer;
  }
}
