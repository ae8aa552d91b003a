package org.medveil.imaging.codec;

import java.util.Arrays;

/** The three coding passes over the bit-planes of a code-block (ISO 15444-1 annex D). */
final class J2kBlockDecoder {
  private static final int STRIPE = 4;
  private static final int NOT_BELOW =
      ~(J2kContexts.S | J2kContexts.SE | J2kContexts.SW | J2kContexts.MINUS_S);

  private final MqDecoder mq = new MqDecoder();
  private int[] flags = new int[0];

  /** Twice the magnitude, its undecided bits at one half. */
  private int[] values = new int[0];

  private boolean[] negative = new boolean[0];
  private int width;
  private int height;
  private int pitch;
  private boolean causal;
  private byte[] zero;
  private J2kBits raw;

  /** Decodes a block; {@link #value} has the result until the next one. */
  void decode(J2kBlock block, J2kBand band, J2kCoding coding) {
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
          return;
        }
        pass((pass + 2) % 3, plane, coding);
      }
    }
  }

  private void clear() {
    int size = pitch * (height + 2);
    if (flags.length < size) {
      flags = new int[size];
      values = new int[size];
      negative = new boolean[size];
    } else {
      Arrays.fill(flags, 0, size, 0);
      Arrays.fill(values, 0, size, 0);
      Arrays.fill(negative, 0, size, false);
    }
  }

  /** Twice the coefficient. */
  int value(int x, int y) {
    int at = (y + 1) * pitch + x + 1;
    return negative[at] ? -values[at] : values[at];
  }

  private void pass(int kind, int plane, J2kCoding coding) {
    if (kind == 0) {
      significance(plane);
    } else if (kind == 1) {
      refinement(plane);
    } else {
      cleanup(plane);
      if (coding.has(J2kCoding.SYMBOLS)) {
        for (int i = 0; i < 4; i++) {
          mq.uniform();
        }
      }
    }
    if (coding.has(J2kCoding.RESET)) {
      mq.reset();
    }
  }

  private int around(int at, int y) {
    int around = flags[at];
    return causal && y % STRIPE == STRIPE - 1 ? around & NOT_BELOW : around;
  }

  private void significance(int plane) {
    for (int top = 0; top < height; top += STRIPE) {
      int bottom = Math.min(height, top + STRIPE);
      for (int x = 0; x < width; x++) {
        int at = (top + 1) * pitch + x + 1;
        if (bottom - top == STRIPE && isQuiet(at)) {
          continue;
        }
        for (int y = top; y < bottom; y++, at += pitch) {
          int around = around(at, y);
          if ((around & J2kContexts.NEIGHBOURS) == 0 || (around & J2kContexts.SIGNIFICANT) != 0) {
            continue;
          }
          int bit = raw != null ? raw.bit() : mq.decode(zero[around & J2kContexts.NEIGHBOURS]);
          if (bit == 1) {
            becomesSignificant(at, y, plane);
          }
          flags[at] |= J2kContexts.VISITED;
        }
      }
    }
  }

  private void refinement(int plane) {
    int half = 1 << plane;
    for (int top = 0; top < height; top += STRIPE) {
      int bottom = Math.min(height, top + STRIPE);
      for (int x = 0; x < width; x++) {
        int at = (top + 1) * pitch + x + 1;
        for (int y = top; y < bottom; y++, at += pitch) {
          int state = flags[at] & (J2kContexts.SIGNIFICANT | J2kContexts.VISITED);
          if (state != J2kContexts.SIGNIFICANT) {
            continue;
          }
          int bit = raw != null ? raw.bit() : mq.decode(J2kContexts.magnitude(around(at, y)));
          values[at] += bit == 1 ? half : -half;
          flags[at] |= J2kContexts.REFINED;
        }
      }
    }
  }

  private void cleanup(int plane) {
    for (int top = 0; top < height; top += STRIPE) {
      int bottom = Math.min(height, top + STRIPE);
      for (int x = 0; x < width; x++) {
        int at = (top + 1) * pitch + x + 1;
        int y = top;
        if (bottom - top == STRIPE && isQuiet(at)) {
          if (mq.run() == 0) {
            continue;
          }
          int skip = mq.uniform() << 1;
          skip |= mq.uniform();
          y += skip;
          at += skip * pitch;
          becomesSignificant(at, y, plane);
          y++;
          at += pitch;
        }
        for (; y < bottom; y++, at += pitch) {
          if ((flags[at] & (J2kContexts.SIGNIFICANT | J2kContexts.VISITED)) == 0
              && mq.decode(zero[around(at, y) & J2kContexts.NEIGHBOURS]) == 1) {
            becomesSignificant(at, y, plane);
          }
        }
        for (int i = (top + 1) * pitch + x + 1, n = top; n < bottom; n++, i += pitch) {
          flags[i] &= ~J2kContexts.VISITED;
        }
      }
    }
  }

  /** Nothing is known in the four coefficients of the column, nor around them. */
  private boolean isQuiet(int at) {
    int last = flags[at + 3 * pitch];
    int any = flags[at] | flags[at + pitch] | flags[at + 2 * pitch];
    any |= causal ? last & NOT_BELOW : last;
    int noise = J2kContexts.NEIGHBOURS | J2kContexts.SIGNIFICANT | J2kContexts.VISITED;
    return (any & noise) == 0;
  }

  private void becomesSignificant(int at, int y, int plane) {
    boolean minus;
    if (raw != null) {
      minus = raw.bit() == 1;
    } else {
      int context = J2kContexts.sign(around(at, y));
      minus = mq.decode(context & 0x7f) == 1 ^ context > 0x7f;
    }
    values[at] = 3 << plane;
    negative[at] = minus;
    flags[at] |= J2kContexts.SIGNIFICANT;
    flags[at - pitch - 1] |= J2kContexts.SE;
    flags[at - pitch + 1] |= J2kContexts.SW;
    flags[at + pitch - 1] |= J2kContexts.NE;
    flags[at + pitch + 1] |= J2kContexts.NW;
    flags[at - pitch] |= J2kContexts.S | (minus ? J2kContexts.MINUS_S : 0);
    flags[at + pitch] |= J2kContexts.N | (minus ? J2kContexts.MINUS_N : 0);
    flags[at - 1] |= J2kContexts.E | (minus ? J2kContexts.MINUS_E : 0);
    flags[at + 1] |= J2kContexts.W | (minus ? J2kContexts.MINUS_W : 0);
  }
}
