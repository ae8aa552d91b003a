package org.medveil.imaging.codec;

import java.util.Arrays;

/**
 * The three coding passes over the bit-planes of a code-block (ISO 15444-1 annex D). What is known
 * lies in one word for four coefficients below each other, the part of a stripe that a column has:
 * most words are 0 in most passes, and are stepped over at once.
 *
 * <p>The passes decode the more probable symbol themselves, as {@link MqDecoder#decode} does, with
 * the margin in a local variable: it is what every symbol waits for.
 */
final class MqBlockDecoder implements J2kBlockDecoder {
  private static final int STRIPE = 4;

  /** Added to the kind of a pass whose bits are not arithmetically coded. */
  private static final int RAW = 3;

  /** Three significant ones beside each other, from the row above the four to the one below. */
  private static final int AROUND = 0x3ffff;

  /** Within the nine around a coefficient: itself. */
  private static final int SELF = 0x10;

  private static final int ALL_SELF = SELF | SELF << 3 | SELF << 6 | SELF << 9;

  /** For each of the four. */
  private static final int VISITED = 1 << 18;

  private static final int REFINED = 1 << 22;

  /** From the row above the four to the one below. */
  private static final int NEGATIVE = 1 << 26;

  private final MqDecoder mq = new MqDecoder();
  private int[] flags = new int[0];
  private int[] values = new int[0];
  private int width;
  private int height;
  private int pitch;
  private boolean causal;
  private byte[] zero;
  private J2kBits raw;

  @Override
  public int[] decode(J2kBlock block, J2kBand band, J2kCoding coding) {
    width = block.width;
    height = block.height;
    pitch = width + 2;
    clear();
    causal = coding.has(J2kCoding.CAUSAL);
    zero = J2kContexts.zeroCoding(band.orientation());
    mq.reset();
    int planes = band.planes() - block.zeroPlanes;
    int pass = 0;
    for (int segment = 0; segment < block.segments; segment++) {
      int start = block.segmentStart(segment);
      int end = block.segmentEnd(segment);
      boolean bypass = coding.has(J2kCoding.BYPASS) && pass >= 10 && (pass + 2) % 3 != 2;
      raw = bypass ? new J2kBits(block.data(), start, end) : null;
      if (!bypass) {
        mq.start(block.data(), start, end);
      }
      for (int i = 0; i < block.segmentPasses(segment); i++, pass++) {
        int plane = planes - 1 - (pass + 2) / 3;
        if (plane < 0) {
          return values;
        }
        pass((pass + 2) % 3, plane, coding);
      }
    }
    return values;
  }

  private void clear() {
    int words = pitch * ((height + STRIPE - 1) / STRIPE + 2);
    flags = cleared(flags, words);
    values = cleared(values, width * height);
  }

  private static int[] cleared(int[] old, int size) {
    if (old.length < size) {
      return new int[size];
    }
    Arrays.fill(old, 0, size, 0);
    return old;
  }

  private void pass(int kind, int plane, J2kCoding coding) {
    for (int top = 0; top < height; top += STRIPE) {
      int rows = Math.min(STRIPE, height - top);
      int word = (top / STRIPE + 1) * pitch + 1;
      int at = top * width;
      switch (raw == null ? kind : kind + RAW) {
        case 0 -> significance(word, at, rows, 3 << plane);
        case 1 -> refinement(word, at, rows, 1 << plane);
        case RAW -> rawSignificance(word, at, rows, 3 << plane);
        case RAW + 1 -> rawRefinement(word, at, rows, 1 << plane);
        default -> cleanup(word, at, rows, 3 << plane);
      }
    }
    if (kind == 2 && coding.has(J2kCoding.SYMBOLS)) {
      for (int i = 0; i < 4; i++) {
        mq.uniform();
      }
    }
    if (coding.has(J2kCoding.RESET)) {
      mq.reset();
    }
  }

  private void significance(int first, int at, int rows, int value) {
    int[] contexts = mq.contexts();
    int margin = mq.margin();
    for (int x = 0; x < width; x++) {
      int word = flags[first + x];
      if ((word & AROUND) == 0) {
        continue;
      }
      for (int k = 0; k < rows; k++) {
        int near = word >>> 3 * k & 0x1ff;
        if (near == 0 || (near & SELF) != 0) {
          continue;
        }
        int context = zero[near];
        int bit = contexts[context] & 1;
        margin -= contexts[context] & MqDecoder.SHARE;
        if (margin < 0) {
          bit = mq.exchange(context, margin);
          margin = mq.margin();
        }
        word |= VISITED << k;
        if (bit == 1) {
          mq.margin(margin);
          word = significant(first + x, word, k);
          margin = mq.margin();
          values[at + x + k * width] = (word & NEGATIVE << 1 + k) == 0 ? value : -value;
        }
      }
      flags[first + x] = word;
    }
    mq.margin(margin);
  }

  private void refinement(int first, int at, int rows, int half) {
    int[] contexts = mq.contexts();
    int margin = mq.margin();
    for (int x = 0; x < width; x++) {
      int word = flags[first + x];
      if ((word & ALL_SELF) == 0) {
        continue;
      }
      for (int k = 0; k < rows; k++) {
        int near = word >>> 3 * k & 0x1ff;
        if ((near & SELF) == 0 || (word & VISITED << k) != 0) {
          continue;
        }
        int context = (word & REFINED << k) != 0 ? 16 : near != SELF ? 15 : 14;
        int bit = contexts[context] & 1;
        margin -= contexts[context] & MqDecoder.SHARE;
        if (margin < 0) {
          bit = mq.exchange(context, margin);
          margin = mq.margin();
        }
        word |= REFINED << k;
        refine(at + x + k * width, bit, half);
      }
      flags[first + x] = word;
    }
    mq.margin(margin);
  }

  private void refine(int i, int bit, int half) {
    // Away from zero or towards it, without a branch: the bits are as good as random.
    int sign = values[i] >> 31 ^ bit - 1;
    values[i] += (half ^ sign) - sign;
  }

  private void cleanup(int first, int at, int rows, int value) {
    int[] contexts = mq.contexts();
    int margin = mq.margin();
    for (int x = 0; x < width; x++) {
      int word = flags[first + x];
      int k = 0;
      boolean found = false;
      if (word == 0 && rows == STRIPE) {
        mq.margin(margin);
        found = mq.run() == 1;
        k = found ? mq.uniform() << 1 | mq.uniform() : STRIPE;
        margin = mq.margin();
      }
      for (; k < rows; k++) {
        int near = word >>> 3 * k & 0x1ff;
        if ((near & SELF) != 0 || (word & VISITED << k) != 0) {
          continue;
        }
        int bit = 1;
        if (!found) {
          int context = zero[near];
          bit = contexts[context] & 1;
          margin -= contexts[context] & MqDecoder.SHARE;
          if (margin < 0) {
            bit = mq.exchange(context, margin);
            margin = mq.margin();
          }
        }
        found = false;
        if (bit == 1) {
          mq.margin(margin);
          word = significant(first + x, word, k);
          margin = mq.margin();
          values[at + x + k * width] = (word & NEGATIVE << 1 + k) == 0 ? value : -value;
        }
      }
      flags[first + x] = word & ~(15 * VISITED);
    }
    mq.margin(margin);
  }

  /** As {@link #significance}, of bits that are not arithmetically coded. */
  private void rawSignificance(int first, int at, int rows, int value) {
    for (int x = 0; x < width; x++) {
      for (int k = 0; k < rows; k++) {
        int word = flags[first + x];
        int near = word >>> 3 * k & 0x1ff;
        if (near == 0 || (near & SELF) != 0) {
          continue;
        }
        word |= VISITED << k;
        if (raw.bit() == 1) {
          word = significant(first + x, word, k);
          values[at + x + k * width] = (word & NEGATIVE << 1 + k) == 0 ? value : -value;
        }
        flags[first + x] = word;
      }
    }
  }

  private void rawRefinement(int first, int at, int rows, int half) {
    for (int x = 0; x < width; x++) {
      for (int k = 0; k < rows; k++) {
        int word = flags[first + x];
        if ((word & SELF << 3 * k) != 0 && (word & VISITED << k) == 0) {
          refine(at + x + k * width, raw.bit(), half);
          flags[first + x] = word | REFINED << k;
        }
      }
    }
  }

  /** Decodes the sign of coefficient {@code k} and tells those around; returns its own word. */
  private int significant(int at, int word, int k) {
    int left = flags[at - 1];
    int right = flags[at + 1];
    int minus;
    if (raw != null) {
      minus = raw.bit();
    } else {
      int around = word >>> 3 * k + 1 & 0x55;
      around |= (word >>> 26 + k & 1) << 1 | (left >>> 27 + k & 1) << 3;
      around |= (right >>> 27 + k & 1) << 5 | (word >>> 28 + k & 1) << 7;
      int context = J2kContexts.sign(around);
      minus = mq.decode(context & 0x7f) ^ context >> 7;
    }
    flags[at - 1] = left | SELF << 1 + 3 * k;
    flags[at + 1] = right | SELF >> 1 << 3 * k;
    if (k == 0 && !causal) {
      flags[at - pitch - 1] |= 1 << 17;
      flags[at - pitch] |= 1 << 16 | minus << 31;
      flags[at - pitch + 1] |= 1 << 15;
    }
    if (k == STRIPE - 1) {
      flags[at + pitch - 1] |= 1 << 2;
      flags[at + pitch] |= 1 << 1 | minus << 26;
      flags[at + pitch + 1] |= 1;
    }
    return word | SELF << 3 * k | minus << 27 + k;
  }
}
