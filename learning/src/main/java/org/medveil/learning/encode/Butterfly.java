package org.medveil.learning.encode;

/** The small transform of radix r inside {@link RowFft}, on r rows that lie a step apart. */
interface Butterfly {
  int radix();

  /** {@code out[k] = sum_j in[j] exp(-2 pi i j k / r)}, column by column. */
  void apply(Taps taps);

  /**
   * Where a butterfly reads and writes.
   *
   * @param from input; row {@code in + j inStep} is input j
   * @param to output; row {@code out + k outStep} is output k
   * @param length columns
   */
  record Taps(Planes from, int in, int inStep, Planes to, int out, int outStep, int length) {
    float[] inRe(int j) {
      return from.re()[in + j * inStep];
    }

    float[] inIm(int j) {
      return from.im()[in + j * inStep];
    }

    float[] outRe(int k) {
      return to.re()[out + k * outStep];
    }

    float[] outIm(int k) {
      return to.im()[out + k * outStep];
    }
  }

  /** The butterfly for 2, 4 or an odd prime. */
  static Butterfly of(int radix, int longestRow) {
    return switch (radix) {
      case 2 -> new Two();
      case 4 -> new Four(new float[8][longestRow]);
      default -> new OddButterfly(radix, longestRow);
    };
  }

  /** Radix 2. */
  record Two() implements Butterfly {
    @Override
    public int radix() {
      return 2;
    }

    @Override
    public void apply(Taps t) {
      Rows.addSubtract(t.inRe(0), t.inRe(1), t.outRe(0), t.outRe(1), t.length);
      Rows.addSubtract(t.inIm(0), t.inIm(1), t.outIm(0), t.outIm(1), t.length);
    }
  }

  /** Radix 4: two layers of sums and differences, no multiplication. */
  record Four(float[][] s) implements Butterfly {
    @Override
    public int radix() {
      return 4;
    }

    @Override
    public void apply(Taps t) {
      int n = t.length;
      Rows.addSubtract(t.inRe(0), t.inRe(2), s[0], s[1], n);
      Rows.addSubtract(t.inIm(0), t.inIm(2), s[2], s[3], n);
      Rows.addSubtract(t.inRe(1), t.inRe(3), s[4], s[5], n);
      Rows.addSubtract(t.inIm(1), t.inIm(3), s[6], s[7], n);
      Rows.addSubtract(s[0], s[4], t.outRe(0), t.outRe(2), n);
      Rows.addSubtract(s[2], s[6], t.outIm(0), t.outIm(2), n);
      Rows.addSubtract(s[1], s[7], t.outRe(1), t.outRe(3), n);
      Rows.addSubtract(s[3], s[5], t.outIm(3), t.outIm(1), n);
    }
  }
}
