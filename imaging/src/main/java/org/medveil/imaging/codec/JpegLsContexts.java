package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/** What is learned of the errors in each context (ISO 14495-1 A.2, A.5, A.6, A.7.2). */
final class JpegLsContexts {
  static final int REGULAR = 365;
  private static final int MAX_K = 24;

  private final JpegLsBits bits;
  private final JpegLsPresets coding;
  private final int limit;
  private final int errorBits;
  private final int range;
  private final int step;
  private final int[] sum = new int[REGULAR + 2];
  private final int[] count = new int[REGULAR + 2];
  private final int[] bias = new int[REGULAR];
  private final int[] correction = new int[REGULAR];
  private final int[] negative = new int[2];

  JpegLsContexts(JpegLsBits bits, JpegLsPresets coding) {
    this.bits = bits;
    this.coding = coding;
    limit = coding.limit();
    errorBits = coding.errorBits();
    range = coding.range();
    step = 2 * coding.near() + 1;
    java.util.Arrays.fill(sum, Math.max(2, (range + 32) / 64));
    java.util.Arrays.fill(count, 1);
  }

  /**
   * A sample in regular mode.
   *
   * @param signed the context, negative where its mirror image is meant
   * @param predicted from the neighbours
   */
  int regular(int signed, int predicted) throws Rejected {
    int q = Math.abs(signed);
    int sign = signed < 0 ? -1 : 1;
    int corrected = Math.max(0, Math.min(coding.maxval(), predicted + sign * correction[q]));
    int k = parameter(count[q], sum[q]);
    int mapped = bits.golomb(k, limit, errorBits);
    int error = (mapped & 1) == 0 ? mapped >> 1 : -(mapped + 1 >> 1);
    if (coding.near() == 0 && k == 0 && 2 * bias[q] <= -count[q]) {
      error = -error - 1;
    }
    learn(q, error);
    return reconstructed(corrected, sign * error);
  }

  private static int parameter(int occurrences, int errors) throws Rejected {
    int k = 0;
    while (occurrences << k < errors) {
      if (++k > MAX_K) {
        throw Rejected.decode("JPEG-LS errors out of range");
      }
    }
    return k;
  }

  private void learn(int q, int error) {
    bias[q] += error * step;
    sum[q] += Math.abs(error);
    if (count[q] == coding.reset()) {
      sum[q] >>= 1;
      bias[q] >>= 1;
      count[q] >>= 1;
    }
    count[q]++;
    if (bias[q] <= -count[q]) {
      bias[q] = Math.max(bias[q] + count[q], 1 - count[q]);
      correction[q] = Math.max(-128, correction[q] - 1);
    } else if (bias[q] > 0) {
      bias[q] = Math.min(bias[q] - count[q], 0);
      correction[q] = Math.min(127, correction[q] + 1);
    }
  }

  /**
   * The sample that ends a run.
   *
   * @param type 1 where the neighbours agree, so that the left one predicts, else 0
   * @param spent bits the run has taken from the limit
   */
  int interruption(int type, int left, int above, int spent) throws Rejected {
    int q = REGULAR + type;
    int k = parameter(count[q], type == 0 ? sum[q] : sum[q] + (count[q] >> 1));
    int mapped = bits.golomb(k, limit - spent - 1, errorBits);
    int odd = mapped + type & 1;
    int size = mapped + type + odd >> 1;
    boolean mostlyNegative = k != 0 || 2 * negative[type] >= count[q];
    int error = (odd == 1) == mostlyNegative ? -size : size;
    if (error < 0) {
      negative[type]++;
    }
    sum[q] += mapped + 1 - type >> 1;
    if (count[q] == coding.reset()) {
      sum[q] >>= 1;
      count[q] >>= 1;
      negative[type] >>= 1;
    }
    count[q]++;
    int sign = type == 0 && left > above ? -1 : 1;
    return reconstructed(type == 1 ? left : above, sign * error);
  }

  private int reconstructed(int predicted, int error) {
    int value = predicted + error * step;
    if (value < -coding.near()) {
      value += range * step;
    } else if (value > coding.maxval() + coding.near()) {
      value -= range * step;
    }
    return Math.max(0, Math.min(coding.maxval(), value));
  }
}
