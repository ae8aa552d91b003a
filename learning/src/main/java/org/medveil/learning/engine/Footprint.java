package org.medveil.learning.engine;

import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelGraph;
import org.medveil.learning.ModelNode;

/**
 * How many rows and patients are computed together. What decides the bits of a sum (rows of a
 * block, rows of a patient in company) follows from the model alone; how many rows go through the
 * network at once is free.
 */
final class Footprint {
  // More rows of full norm would not fit the share of the sensitivity kept for float sums.
  private static final int MOST_BLOCK_ROWS = 96;
  private static final int MOST_STORE_ROWS = 1024;
  private static final long STORE_FLOATS = 1L << 24;
  private static final long BLOCK_FLOATS = 1L << 24;
  private static final long PASS_FLOATS = 1L << 19;
  private static final int FEWEST_ROWS = 8;
  // The norm needs inner products of all pairs of a patient's positions, in double: 32 MiB.
  private static final int MOST_GHOST_POSITIONS = 2048;

  private long perPass;
  private long perRow;
  private long perPatient;
  private int patientRows = MOST_BLOCK_ROWS;
  private boolean convolutional;

  Footprint(ModelGraph graph) {
    perPass = 2L * graph.input().size();
    for (ModelNode node : graph.nodes()) {
      perPass += 2L * node.out().size();
      add(node);
    }
  }

  private void add(ModelNode node) {
    LayerOp op = node.op();
    if (op instanceof LayerOp.Convolution convolution) {
      convolutional = true;
      int positions = node.out().plane();
      int patch = convolution.inputs() * convolution.window().area();
      perPass += (long) positions * (patch + convolution.outputs());
      if (node.trainableCount() == 0) {
        return;
      }
      if (ConvolutionCost.ghost(convolution.outputs(), positions, patch)) {
        perRow += node.in().size() + node.out().size();
        patientRows = Math.min(patientRows, Math.max(1, MOST_GHOST_POSITIONS / positions));
      } else {
        perPatient += (long) convolution.outputs() * patch;
      }
    } else {
      perRow += op.parameterCount() > 0 ? node.in().size() + 2L * node.out().size() : 0;
    }
  }

  private int blockRows() {
    return (int) Math.max(FEWEST_ROWS, Math.min(MOST_BLOCK_ROWS, BLOCK_FLOATS / (1 + perPatient)));
  }

  private int storeRows() {
    return (int)
        Math.max(2 * MOST_BLOCK_ROWS, Math.min(MOST_STORE_ROWS, STORE_FLOATS / (1 + perRow)));
  }

  /**
   * Memory to make room for.
   *
   * @param microBatch most rows of a pass, 0 to choose
   */
  Rows rows(int microBatch) {
    int store = storeRows();
    long patients = Math.max(blockRows(), Math.min(store, BLOCK_FLOATS / (1 + perPatient)));
    long fit = convolutional ? Math.max(FEWEST_ROWS, PASS_FLOATS / perPass) : store;
    long pass = microBatch == 0 ? fit : microBatch;
    int together = (int) Math.min(store, pass);
    return new Rows(store, together, (int) patients, blockRows(), patientRows);
  }
}
