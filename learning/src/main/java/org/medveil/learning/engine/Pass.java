package org.medveil.learning.engine;

/**
 * Some rows of a store on their way through the network.
 *
 * @param store which
 * @param firstRow the first row's place in the store
 * @param rows how many
 */
record Pass(Store store, int firstRow, int rows) {
  /** The patient, by place in the store, of one of the pass's rows. */
  int patient(int row) {
    return store.patientOfRow(firstRow + row);
  }

  /** Whether a row of the pass is its patient's first image. */
  boolean isFirstImage(int row) {
    int at = firstRow + row;
    return store.firstRow(store.patientOfRow(at)) == at;
  }

  /** Seed of what is drawn for a row of the pass. */
  long seed(int row) {
    return store.seed(firstRow + row);
  }

  /** Writes the pass's images, a row each. */
  void fill(float[] input, int width) {
    for (int row = 0; row < rows; row++) {
      int image = store.image(firstRow + row);
      System.arraycopy(store.cohort().features(), image * width, input, row * width, width);
    }
  }

  /** Writes the pass's images to the kernels' memory, without the detour over the flow. */
  void copyImages(Floats to, long at, int width) {
    for (int row = 0; row < rows; row++) {
      int image = store.image(firstRow + row);
      to.put(at + (long) row * width, store.cohort().features(), image * width, width);
    }
  }

  /** Squared norm of a row's image. */
  double imageSquared(int row) {
    return store.cohort().squaredNorm(store.image(firstRow + row));
  }
}
