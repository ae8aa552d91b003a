package org.medveil.learning.engine;

import java.util.Arrays;
import org.medveil.kernels.PatchColumns;
import org.medveil.learning.Shape;
import org.medveil.learning.Window;

/**
 * A convolution's patches as columns of a matrix (im2col): row (channel, kernel row, kernel
 * column), column (result row, result column).
 */
final class Columns {
  private final Shape in;
  private final Window window;
  private final int height;
  private final int width;
  private final int[] first;
  private final int[] last;
  private final float[] channel;
  private final float[] moved;
  private final PatchColumns natives;

  Columns(Shape in, Window window) {
    this.in = in;
    this.window = window;
    this.height = window.rows(in.height());
    this.width = window.columns(in.width());
    this.channel = new float[in.plane()];
    this.moved = new float[in.plane()];
    this.first = new int[window.kernelWidth()];
    this.last = new int[window.kernelWidth()];
    for (int kx = 0; kx < first.length; kx++) {
      first[kx] = first(kx);
      last[kx] = last(kx);
    }
    this.natives =
        new PatchColumns(
            in.channels(),
            new PatchColumns.Walk(
                in.height(), window.kernelHeight(), window.strideHeight(), window.padTop(), height),
            new PatchColumns.Walk(
                in.width(), window.kernelWidth(), window.strideWidth(), window.padLeft(), width));
  }

  /** Of a kernel of one pixel: the planes of an image as rows. */
  static Columns planes(Shape of) {
    return new Columns(of, new Window(1, 1, 1, 1, 0, 0, 0, 0));
  }

  /** The same for the native library. */
  PatchColumns natives() {
    return natives;
  }

  /** Rows of the matrix. */
  int patch() {
    return in.channels() * window.area();
  }

  /** Columns of one image. */
  int positions() {
    return height * width;
  }

  /** Where a matrix of columns stands: its first float, and floats from row to row. */
  record Place(float[] matrix, int at, int stride) {}

  /** Writes the columns of the image that begins at a float. */
  void gather(float[] image, int imageAt, Place to) {
    int row = to.at;
    for (int c = 0; c < in.channels(); c++) {
      int plane = imageAt + c * in.plane();
      for (int ky = 0; ky < window.kernelHeight(); ky++) {
        for (int kx = 0; kx < window.kernelWidth(); kx++) {
          gatherRow(image, plane, new Offset(ky, kx), to.matrix, row);
          row += to.stride;
        }
      }
    }
  }

  private record Offset(int y, int x) {}

  private void gatherRow(float[] image, int plane, Offset kernel, float[] to, int at) {
    int left = first[kernel.x];
    int right = last[kernel.x];
    if (shifted()) {
      gatherShifted(image, plane, kernel, to, at);
      return;
    }
    int out = at;
    for (int oy = 0; oy < height; oy++, out += width) {
      int iy = oy * window.strideHeight() + kernel.y - window.padTop();
      if (iy < 0 || iy >= in.height()) {
        Arrays.fill(to, out, out + width, 0);
        continue;
      }
      for (int ox = 0; ox < left; ox++) {
        to[out + ox] = 0;
      }
      int from =
          plane + iy * in.width() + left * window.strideWidth() + kernel.x - window.padLeft();
      if (window.strideWidth() == 1) {
        for (int ox = left; ox < right; ox++) {
          to[out + ox] = image[from + ox - left];
        }
      } else {
        for (int ox = left; ox < right; ox++, from += window.strideWidth()) {
          to[out + ox] = image[from];
        }
      }
      for (int ox = right; ox < width; ox++) {
        to[out + ox] = 0;
      }
    }
  }

  /** Whether a row of the matrix is the channel itself, shifted: results lie as pixels do. */
  private boolean shifted() {
    return window.strideHeight() == 1 && window.strideWidth() == 1 && width == in.width();
  }

  private void gatherShifted(float[] image, int plane, Offset kernel, float[] to, int at) {
    int shift = kernel.x - window.padLeft() + (kernel.y - window.padTop()) * width;
    int top = top(kernel) * width;
    int bottom = bottom(kernel) * width;
    // The shift may look one row's end before the plane or after it, at what becomes zero below.
    int from = Math.max(top, -shift);
    int end = Math.min(bottom, in.plane() - shift);
    Arrays.fill(to, at, at + top, 0);
    if (from < end) {
      System.arraycopy(image, plane + from + shift, to, at + from, end - from);
    }
    Arrays.fill(to, at + bottom, at + height * width, 0);
    clearSides(to, at, kernel);
  }

  private void scatterShifted(float[] from, int at, Offset kernel) {
    int shift = kernel.x - window.padLeft() + (kernel.y - window.padTop()) * width;
    clearSides(from, at, kernel);
    int begin = Math.max(top(kernel) * width, -shift);
    int end = Math.min(bottom(kernel) * width, in.plane() - shift);
    if (begin >= end) {
      return;
    }
    // Copied to where it belongs first: of loops over two places the compiler makes no vectors.
    Arrays.fill(moved, 0, begin + shift, 0);
    System.arraycopy(from, at + begin, moved, begin + shift, end - begin);
    Arrays.fill(moved, end + shift, in.plane(), 0);
    AddOperation.addTo(channel, moved, in.plane());
  }

  /** Sets to zero what came from beyond the left and right edges. */
  private void clearSides(float[] matrix, int at, Offset kernel) {
    if (first[kernel.x] == 0 && last[kernel.x] == width) {
      return;
    }
    for (int oy = top(kernel); oy < bottom(kernel); oy++) {
      for (int ox = 0; ox < first[kernel.x]; ox++) {
        matrix[at + oy * width + ox] = 0;
      }
      for (int ox = last[kernel.x]; ox < width; ox++) {
        matrix[at + oy * width + ox] = 0;
      }
    }
  }

  /** First result row whose pixels lie in the image, for a stride of 1. */
  private int top(Offset kernel) {
    return Math.min(height, Math.max(0, window.padTop() - kernel.y));
  }

  /** The row after the last such. */
  private int bottom(Offset kernel) {
    return Math.max(top(kernel), Math.min(height, in.height() + window.padTop() - kernel.y));
  }

  /** Sets the pixels of an image to zero. */
  void clear(float[] image, int imageAt) {
    Arrays.fill(image, imageAt, imageAt + in.size(), 0);
  }

  /** Adds columns back to the pixels that they came from. */
  void scatter(Place from, float[] image, int imageAt) {
    int row = from.at;
    for (int c = 0; c < in.channels(); c++) {
      int plane = imageAt + c * in.plane();
      System.arraycopy(image, plane, channel, 0, in.plane());
      for (int ky = 0; ky < window.kernelHeight(); ky++) {
        for (int kx = 0; kx < window.kernelWidth(); kx++) {
          scatterRow(from.matrix, row, new Offset(ky, kx));
          row += from.stride;
        }
      }
      System.arraycopy(channel, 0, image, plane, in.plane());
    }
  }

  private void scatterRow(float[] from, int at, Offset kernel) {
    int left = first[kernel.x];
    int right = last[kernel.x];
    if (shifted()) {
      scatterShifted(from, at, kernel);
      return;
    }
    int source = at;
    for (int oy = 0; oy < height; oy++, source += width) {
      int iy = oy * window.strideHeight() + kernel.y - window.padTop();
      if (iy < 0 || iy >= in.height()) {
        continue;
      }
      int to = iy * in.width() + left * window.strideWidth() + kernel.x - window.padLeft();
      if (window.strideWidth() == 1) {
        for (int ox = left; ox < right; ox++) {
          channel[to + ox - left] += from[source + ox];
        }
      } else {
        for (int ox = left; ox < right; ox++, to += window.strideWidth()) {
          channel[to] += from[source + ox];
        }
      }
    }
  }

  /** First result column whose pixel lies in the image. */
  private int first(int kx) {
    int missing = Math.max(0, window.padLeft() - kx);
    return Math.min(width, (missing + window.strideWidth() - 1) / window.strideWidth());
  }

  /** The column after the last such. */
  private int last(int kx) {
    int room = in.width() - 1 + window.padLeft() - kx;
    return room < 0
        ? first(kx)
        : Math.max(first(kx), Math.min(width, room / window.strideWidth() + 1));
  }
}
