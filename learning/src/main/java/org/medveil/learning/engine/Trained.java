package org.medveil.learning.engine;

import java.util.List;
import org.medveil.learning.ParameterRange;

/**
 * The part of an operation that has parameters to be trained: knows each patient's gradient well
 * enough to tell its norm, and to sum the gradients of a block of patients with weights.
 */
interface Trained {
  /** A new store begins; nothing of the one before counts any more. */
  void begin(Store store);

  /** Keeps what is needed of a pass that has just gone backward. */
  void keep(Pass pass);

  /**
   * Of each patient's gradient, summed over the images: the squared norm, and a bound on the sum of
   * the norms of the terms that {@link #addBlocks} adds up for it. Not finite where the gradient is
   * not.
   *
   * @param squared one per patient of the store
   * @param termNorms one per patient of the store
   */
  void norms(Store store, double[] squared, double[] termNorms);

  /** Floating-point additions behind one entry of the sum over so many rows of so many patients. */
  int chain(int rows, int patients);

  /** Makes a patient's gradient zero: it was not finite, and zero times it is not zero. */
  void blank(Store store, int patient);

  /**
   * Multiplies each patient's gradient with a factor; called once, before {@link #addBlocks}.
   *
   * @param factors one per patient of the store
   */
  void weigh(Store store, float[] factors);

  /** Adds the sum of the weighed gradients of each block. */
  void addBlocks(Store store, List<Block> blocks, BlockSink sink);

  /** Where its parameters stand among the trained ones. */
  ParameterRange range();

  /** Patients of a store, next to each other. */
  record Block(int from, int to) {
    int patients() {
      return to - from;
    }
  }
}
