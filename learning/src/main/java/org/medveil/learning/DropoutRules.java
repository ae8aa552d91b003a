package org.medveil.learning;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Which dropout may be trained privately: the plain one, as an engine can draw it again. */
final class DropoutRules {
  private static final String PLAIN = "use Dropout with one probability to retain, above 0";

  private DropoutRules() {}

  static void check(IDropout dropout, String layer) {
    if (dropout == null) {
      return;
    }
    if (dropout.getClass() != Dropout.class) {
      throw ModelRules.refused(dropout.getClass().getSimpleName() + " in " + layer, PLAIN);
    }
    Dropout plain = (Dropout) dropout;
    if (plain.getPSchedule() != null || !(plain.getP() > 0) || plain.getP() > 1) {
      throw ModelRules.refused("dropout of changing or odd probability in " + layer, PLAIN);
    }
  }

  /** Refuses, with exit 2, dropout that only DL4J could compute: with chance that is not ours. */
  static void refuseWithoutGraph(List<NeuralNetConfiguration> layers) {
    for (NeuralNetConfiguration conf : layers) {
      Layer layer = conf.getLayer();
      if (layer == Frozen.inside(layer) && layer.getIDropout() != null) {
        throw ModelRules.refused(
            "dropout beside a layer that only DL4J computes",
            "remove the dropout, or use plain convolutions, pooling and dense layers");
      }
    }
  }
}
