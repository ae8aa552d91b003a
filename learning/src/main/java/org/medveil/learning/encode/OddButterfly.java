package org.medveil.learning.encode;

/**
 * The butterfly of odd length r. Inputs j and r-j are paired into sum and difference, so that
 * outputs k and r-k share one cosine and one sine combination.
 */
final class OddButterfly implements Butterfly {
  private final int radix;
  private final int pairs;
  private final float[][] cos;
  private final float[][] sin;
  private final float[][] sumRe;
  private final float[][] sumIm;
  private final float[][] differenceRe;
  private final float[][] differenceIm;
  private final float[] even;
  private final float[] odd;

  OddButterfly(int radix, int longestRow) {
    this.radix = radix;
    this.pairs = (radix - 1) / 2;
    this.cos = new float[pairs + 1][pairs];
    this.sin = new float[pairs + 1][pairs];
    for (int k = 0; k <= pairs; k++) {
      for (int j = 1; j <= pairs; j++) {
        double angle = 2 * Math.PI * (j * k % radix) / radix;
        cos[k][j - 1] = (float) StrictMath.cos(angle);
        sin[k][j - 1] = (float) StrictMath.sin(angle);
      }
    }
    this.sumRe = new float[pairs][longestRow];
    this.sumIm = new float[pairs][longestRow];
    this.differenceRe = new float[pairs][longestRow];
    this.differenceIm = new float[pairs][longestRow];
    this.even = new float[longestRow];
    this.odd = new float[longestRow];
  }

  @Override
  public int radix() {
    return radix;
  }

  @Override
  public void apply(Taps t) {
    int n = t.length();
    for (int j = 1; j <= pairs; j++) {
      int p = j - 1;
      Rows.addSubtract(t.inRe(j), t.inRe(radix - j), sumRe[p], differenceRe[p], n);
      Rows.addSubtract(t.inIm(j), t.inIm(radix - j), sumIm[p], differenceIm[p], n);
    }
    cosines(t.inRe(0), sumRe, cos[0], t.outRe(0), n);
    cosines(t.inIm(0), sumIm, cos[0], t.outIm(0), n);
    for (int k = 1; k <= pairs; k++) {
      // X[k] = even - i odd, X[r-k] = even + i odd
      cosines(t.inRe(0), sumRe, cos[k], even, n);
      sines(differenceIm, sin[k], odd, n);
      Rows.addSubtract(even, odd, t.outRe(k), t.outRe(radix - k), n);
      cosines(t.inIm(0), sumIm, cos[k], even, n);
      sines(differenceRe, sin[k], odd, n);
      Rows.addSubtract(even, odd, t.outIm(radix - k), t.outIm(k), n);
    }
  }

  private void cosines(float[] base, float[][] rows, float[] weights, float[] out, int n) {
    if (pairs == 1) {
      Rows.combineOnto(base, rows[0], weights[0], rows[0], 0f, out, n);
      return;
    }
    Rows.combineOnto(base, rows[0], weights[0], rows[1], weights[1], out, n);
    theRest(rows, weights, out, n);
  }

  private void sines(float[][] rows, float[] weights, float[] out, int n) {
    if (pairs == 1) {
      Rows.combine(rows[0], weights[0], rows[0], 0f, out, n);
      return;
    }
    Rows.combine(rows[0], weights[0], rows[1], weights[1], out, n);
    theRest(rows, weights, out, n);
  }

  private void theRest(float[][] rows, float[] weights, float[] out, int n) {
    for (int j = 2; j < pairs; j += 2) {
      boolean two = j + 1 < pairs;
      Rows.accumulate(
          rows[j], weights[j], rows[two ? j + 1 : j], two ? weights[j + 1] : 0f, out, n);
    }
  }
}
