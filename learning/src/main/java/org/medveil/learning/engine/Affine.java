package org.medveil.learning.engine;

/**
 * Where a matrix and its bias lie among the parameters.
 *
 * @param inputs length of x
 * @param outputs length of z
 * @param bias whether a bias follows the matrix
 * @param offset of the matrix among all parameters; the weights of one output lie together
 * @param trainedOffset of the matrix among the trained parameters, or {@link #FROZEN}
 */
record Affine(int inputs, int outputs, boolean bias, int offset, int trainedOffset) {
  static final int FROZEN = -1;

  boolean trained() {
    return trainedOffset != FROZEN;
  }
}
