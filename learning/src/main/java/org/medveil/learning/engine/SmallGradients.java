package org.medveil.learning.engine;

import java.util.Arrays;
import java.util.List;
import org.medveil.learning.ParameterRange;

/** Gradients of a few parameters, one for each patient, in double: gains and biases. */
final class SmallGradients implements Trained {
  private final int trainedOffset;
  private final int width;
  private final double[] gradients;
  private final float[] block;

  SmallGradients(int trainedOffset, int width, int patients) {
    this.trainedOffset = trainedOffset;
    this.width = width;
    this.gradients = new double[width * patients];
    this.block = new float[width];
  }

  /** Adds to one entry of a patient's gradient. */
  void add(int patient, int entry, double value) {
    gradients[patient * width + entry] += value;
  }

  /** Adds the biases' gradients of a pass: the sum of each map of loss gradients. */
  void addPlanes(Pass pass, Wiring wiring, int positions) {
    for (int row = 0; row < pass.rows(); row++) {
      for (int o = 0; o < width; o++) {
        int at = row * wiring.outputWidth() + o * positions;
        add(pass.patient(row), o, Sums.sum(wiring.outputDelta(), at, positions));
      }
    }
  }

  @Override
  public void begin(Store store) {
    Arrays.fill(gradients, 0);
  }

  @Override
  public void keep(Pass pass) {
    // The operation adds while it goes backward.
  }

  @Override
  public void norms(Store store, double[] squared, double[] termNorms) {
    for (int p = 0; p < store.patients(); p++) {
      double sum = 0;
      for (int i = p * width; i < (p + 1) * width; i++) {
        sum += gradients[i] * gradients[i];
      }
      squared[p] = sum;
      termNorms[p] = Math.sqrt(sum);
    }
  }

  @Override
  public int chain(int rows, int patients) {
    return 1;
  }

  @Override
  public void blank(Store store, int patient) {
    Arrays.fill(gradients, patient * width, (patient + 1) * width, 0);
  }

  @Override
  public void weigh(Store store, float[] factors) {
    for (int p = 0; p < store.patients(); p++) {
      for (int i = p * width; i < (p + 1) * width; i++) {
        gradients[i] *= factors[p];
      }
    }
  }

  @Override
  public void addBlocks(Store store, List<Block> blocks, BlockSink sink) {
    if (width == 0) {
      return;
    }
    sink.begin(new ParameterRange(trainedOffset, width));
    for (Block each : blocks) {
      for (int i = 0; i < width; i++) {
        double sum = 0;
        for (int p = each.from(); p < each.to(); p++) {
          sum += gradients[p * width + i];
        }
        block[i] = (float) sum;
      }
      sink.add(block);
    }
  }

  @Override
  public ParameterRange range() {
    return new ParameterRange(trainedOffset, width);
  }
}
