package org.medveil.learning;

import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;

/** Where DL4J's kernels stand on an image. */
final class Windows {
  private Windows() {}

  /** Empty with dilation or channels last. */
  static Optional<Window> window(ConvolutionLayer layer, Shape in) {
    boolean plain =
        layer.getCnn2dDataFormat() == CNN2DFormat.NCHW && undilated(layer.getDilation());
    return plain
        ? window(
            layer.getConvolutionMode(),
            new int[][] {layer.getKernelSize(), layer.getStride(), layer.getPadding()},
            in)
        : Optional.empty();
  }

  /** Empty with dilation, channels last, a p-norm or windows over nothing but padding. */
  static Optional<LayerOp> pool(SubsamplingLayer layer, Shape in) {
    Optional<PoolKind> kind =
        switch (layer.getPoolingType()) {
          case MAX -> Optional.of(PoolKind.MAX);
          case AVG -> Optional.of(PoolKind.AVERAGE);
          default -> Optional.empty();
        };
    if (kind.isEmpty()
        || layer.getCnn2dDataFormat() != CNN2DFormat.NCHW
        || !undilated(layer.getDilation())) {
      return Optional.empty();
    }
    return window(
            layer.getConvolutionMode(),
            new int[][] {layer.getKernelSize(), layer.getStride(), layer.getPadding()},
            in)
        .filter(Windows::alwaysOverPixels)
        .map(window -> new LayerOp.Pool(kind.get(), window, layer.isAvgPoolIncludePadInDivisor()));
  }

  private static boolean alwaysOverPixels(Window w) {
    return Math.max(w.padTop(), w.padBottom()) < w.kernelHeight()
        && Math.max(w.padLeft(), w.padRight()) < w.kernelWidth();
  }

  /** Empty with a p-norm or over other dimensions than the image's. */
  static Optional<LayerOp> globalPool(GlobalPoolingLayer layer) {
    int[] over = layer.getPoolingDimensions();
    if (over != null && !Arrays.equals(over, new int[] {2, 3})) {
      return Optional.empty();
    }
    if (layer.getPoolingType() == PoolingType.PNORM) {
      return Optional.empty();
    }
    return Optional.of(
        new LayerOp.GlobalPool(
            switch (layer.getPoolingType()) {
              case MAX -> PoolKind.MAX;
              case SUM -> PoolKind.SUM;
              default -> PoolKind.AVERAGE;
            }));
  }

  /** Empty with channels last. */
  static Optional<LayerOp> zeroPad(ZeroPaddingLayer layer) {
    int[] pad = layer.getPadding();
    return layer.getDataFormat() == CNN2DFormat.NCHW
        ? Optional.of(new LayerOp.ZeroPad(pad[0], pad[1], pad[2], pad[3]))
        : Optional.empty();
  }

  private static Optional<Window> window(ConvolutionMode mode, int[][] sizes, Shape in) {
    int[] kernel = sizes[0];
    int[] stride = sizes[1];
    int[] pad = sizes[2];
    return switch (mode) {
      case Strict, Truncate ->
          Optional.of(
              new Window(
                  kernel[0], kernel[1], stride[0], stride[1], pad[0], pad[1], pad[0], pad[1]));
      case Same -> {
        int rows = missing(in.height(), kernel[0], stride[0]);
        int columns = missing(in.width(), kernel[1], stride[1]);
        yield Optional.of(
            new Window(
                kernel[0],
                kernel[1],
                stride[0],
                stride[1],
                rows / 2,
                columns / 2,
                rows - rows / 2,
                columns - columns / 2));
      }
      default -> Optional.empty();
    };
  }

  /** What padding brings the output to size / stride, rounded up. */
  private static int missing(int size, int kernel, int stride) {
    int positions = (size + stride - 1) / stride;
    return Math.max(0, (positions - 1) * stride + kernel - size);
  }

  private static boolean undilated(int[] dilation) {
    return dilation == null || Arrays.stream(dilation).allMatch(d -> d == 1);
  }
}
