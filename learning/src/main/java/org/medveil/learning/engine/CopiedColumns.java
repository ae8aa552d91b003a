package org.medveil.learning.engine;

import org.medveil.learning.engine.DpKernels.Images;
import org.medveil.learning.engine.DpKernels.Tile;

/** Patches on the heap, copied to and from the kernels' memory row by row. */
final class CopiedColumns {
  private float[] scratch = new float[0];

  void gather(Columns columns, Images from, Tile to) {
    int wide = columns.positions() * from.count();
    room(columns.patch() * wide);
    for (int i = 0; i < from.count(); i++) {
      columns.gather(
          from.values(),
          from.at() + i * from.stride(),
          new Columns.Place(scratch, i * columns.positions(), wide));
    }
    for (int row = 0; row < columns.patch(); row++) {
      to.start().memory().put(rowAt(to, row), scratch, row * wide, wide);
    }
  }

  void scatter(Columns columns, Tile from, Images to) {
    int wide = columns.positions() * to.count();
    get(from, columns.patch(), wide);
    for (int i = 0; i < to.count(); i++) {
      int at = to.at() + i * to.stride();
      columns.clear(to.values(), at);
      columns.scatter(new Columns.Place(scratch, i * columns.positions(), wide), to.values(), at);
    }
  }

  void planes(Tile from, float[] bias, int positions, Images to) {
    int wide = positions * to.count();
    get(from, bias.length, wide);
    for (int i = 0; i < to.count(); i++) {
      for (int o = 0; o < bias.length; o++) {
        int at = to.at() + i * to.stride() + o * positions;
        for (int p = 0; p < positions; p++) {
          to.values()[at + p] = scratch[o * wide + i * positions + p] + bias[o];
        }
      }
    }
  }

  private void get(Tile from, int rows, int wide) {
    room(rows * wide);
    for (int row = 0; row < rows; row++) {
      from.start().memory().get(rowAt(from, row), scratch, row * wide, wide);
    }
  }

  private static long rowAt(Tile tile, int row) {
    return tile.start().at() + (long) row * tile.wide();
  }

  private void room(int floats) {
    if (scratch.length < floats) {
      scratch = new float[floats];
    }
  }
}
