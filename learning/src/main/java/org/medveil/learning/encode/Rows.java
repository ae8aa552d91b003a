package org.medveil.learning.encode;

/**
 * Arithmetic on whole rows of floats. Each loop is kept to a handful of loads and stores on
 * distinct arrays, all indexed alike: that is what the JIT compiler of Java 17 turns into vector
 * instructions. A full radix-4 butterfly in one loop stays scalar and is three times slower.
 */
final class Rows {
  private Rows() {}

  /** {@code sum = a + b, difference = a - b}. */
  static void addSubtract(float[] a, float[] b, float[] sum, float[] difference, int length) {
    for (int i = 0; i < length; i++) {
      float x = a[i];
      float y = b[i];
      sum[i] = x + y;
      difference[i] = x - y;
    }
  }

  /** Multiplies the complex row {@code re + i im} by {@code c + i s}, in place. */
  static void rotate(float[] re, float[] im, float c, float s, int length) {
    for (int i = 0; i < length; i++) {
      float x = re[i];
      float y = im[i];
      re[i] = x * c - y * s;
      im[i] = x * s + y * c;
    }
  }

  /** {@code out = u a + v b}. */
  static void combine(float[] a, float u, float[] b, float v, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = u * a[i] + v * b[i];
    }
  }

  /** {@code out += u a + v b}. */
  static void accumulate(float[] a, float u, float[] b, float v, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] += u * a[i] + v * b[i];
    }
  }

  /** {@code out = base + u a + v b}. */
  static void combineOnto(
      float[] base, float[] a, float u, float[] b, float v, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = base[i] + u * a[i] + v * b[i];
    }
  }

  /** {@code outRe = re f, outIm = im f}. */
  static void scale(float[] re, float[] im, float[] f, float[] outRe, float[] outIm, int length) {
    for (int i = 0; i < length; i++) {
      float w = f[i];
      outRe[i] = re[i] * w;
      outIm[i] = im[i] * w;
    }
  }

  /** {@code outRe += re f, outIm += im f}. */
  static void addScaled(
      float[] re, float[] im, float[] f, float[] outRe, float[] outIm, int length) {
    for (int i = 0; i < length; i++) {
      float w = f[i];
      outRe[i] += re[i] * w;
      outIm[i] += im[i] * w;
    }
  }

  /** {@code out = |re + i im|}. */
  static void modulus(float[] re, float[] im, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = (float) Math.sqrt(re[i] * re[i] + im[i] * im[i]);
    }
  }
}
