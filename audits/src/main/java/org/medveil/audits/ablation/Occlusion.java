package org.medveil.audits.ablation;

import java.util.List;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;

/** Maps of one image: how much each readout moves when a patch is covered. */
public final class Occlusion {
  private Occlusion() {}

  /**
   * |readout(whole) − readout(covered)| for every readout and cell.
   *
   * @param encoder that accepts the image
   * @param image of the grid's shape
   * @param readouts at least one
   * @return [readout][cell], each at least 0
   */
  public static double[][] maps(
      Encoder encoder, EncoderInput image, List<Readout> readouts, PatchGrid grid) {
    float[] whole = encoder.encode(image);
    double[][] maps = new double[readouts.size()][grid.cells()];
    double[] before = readouts.stream().mapToDouble(readout -> readout.of(whole)).toArray();
    for (int cell = 0; cell < grid.cells(); cell++) {
      float[] covered = encoder.encode(grid.covered(image, cell));
      for (int r = 0; r < before.length; r++) {
        maps[r][cell] = Math.abs(before[r] - readouts.get(r).of(covered));
      }
    }
    return maps;
  }

  /** The map over its own sum, so that every image counts as much; zeros stay zeros. */
  public static double[] share(double[] map) {
    double sum = 0;
    for (double value : map) {
      sum += value;
    }
    double[] share = new double[map.length];
    for (int i = 0; i < map.length && sum > 0; i++) {
      share[i] = map[i] / sum;
    }
    return share;
  }
}
