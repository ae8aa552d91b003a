package org.medveil.audits.reidentification;

import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.medveil.kernels.Gemm;
import org.medveil.kernels.MatrixKernels;

/**
 * All inner products of some probes with some of the gallery. By the Rust library where there is
 * one, else by a plain loop: in both, equal vectors give equal bits wherever they stand, so counts
 * of scores above another do not depend on how the blocks were cut. One thread at a time.
 */
final class BlockProduct implements AutoCloseable {
  private final Optional<MatrixKernels> kernels;
  private final int width;
  private final float[] scores;
  private final float[] turned;
  private final FloatPointer probes;
  private final FloatPointer gallery;
  private final FloatPointer product;
  private int columns;

  /**
   * @param width floats of a vector
   * @param mostProbes at a time
   * @param mostGallery at a time
   */
  BlockProduct(int width, int mostProbes, int mostGallery) {
    this(width, mostProbes, mostGallery, MatrixKernels.load());
  }

  BlockProduct(int width, int mostProbes, int mostGallery, Optional<MatrixKernels> kernels) {
    this.kernels = kernels;
    this.width = width;
    int most = Math.multiplyExact(mostProbes, mostGallery);
    this.scores = new float[most];
    boolean outside = kernels.isPresent();
    this.turned = outside ? new float[0] : new float[Math.multiplyExact(width, mostGallery)];
    this.probes = outside ? new FloatPointer((long) mostProbes * width) : null;
    this.gallery = outside ? new FloatPointer((long) mostGallery * width) : null;
    this.product = outside ? new FloatPointer(most) : null;
  }

  /** Takes {@code count} vectors of the gallery from {@code values[at …]}. */
  void gallery(float[] values, int at, int count) {
    columns = count;
    if (kernels.isPresent()) {
      gallery.put(values, at, count * width);
      return;
    }
    for (int column = 0; column < count; column++) {
      for (int i = 0; i < width; i++) {
        turned[i * count + column] = values[at + column * width + i];
      }
    }
  }

  /**
   * Multiplies {@code count} probes from {@code values[at …]} with the gallery that was given last.
   *
   * @return count × gallery, row-major; overwritten by the next call
   */
  float[] scores(float[] values, int at, int count) {
    if (kernels.isPresent()) {
      probes.put(values, at, count * width);
      Gemm shape = new Gemm(false, true, count, columns, width, width, width, columns, false);
      kernels.get().product(shape, probes.address(), gallery.address(), product.address());
      product.get(scores, 0, count * columns);
      return scores;
    }
    for (int row = 0; row < count; row++) {
      plain(values, at + row * width, row * columns);
    }
    return scores;
  }

  private void plain(float[] values, int at, int to) {
    java.util.Arrays.fill(scores, to, to + columns, 0);
    for (int i = 0; i < width; i++) {
      float factor = values[at + i];
      int from = i * columns;
      for (int column = 0; column < columns; column++) {
        scores[to + column] += factor * turned[from + column];
      }
    }
  }

  @Override
  public void close() {
    if (probes != null) {
      probes.close();
      gallery.close();
      product.close();
    }
  }
}
