package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/** The samples of one scan in their order, and its runs (ISO 14495-1 A.3, A.7 and annex B). */
final class JpegLsScan {
  private static final int[] RUN_BITS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final JpegLsBits bits;
  private final JpegLsPresets coding;
  private final JpegLsContexts contexts;
  private final int width;

  JpegLsScan(JpegLsBits bits, JpegLsPresets coding, int width) {
    this.bits = bits;
    this.coding = coding;
    this.width = width;
    contexts = new JpegLsContexts(bits, coding);
  }

  /** Two lines of one component, with a sample more at either end. */
  private static final class Lines {
    private int[] above;
    private int[] current;

    Lines(int width) {
      above = new int[width + 2];
      current = new int[width + 2];
    }

    void next() {
      int[] swap = above;
      above = current;
      current = swap;
      int last = above.length - 1;
      above[last] = above[last - 1];
      current[0] = above[1];
    }

    void store(short[] plane, int row) {
      int width = current.length - 2;
      for (int x = 0; x < width; x++) {
        plane[row * width + x] = (short) current[x + 1];
      }
    }

    int predicted(int x) {
      int left = current[x - 1];
      int up = above[x];
      int corner = above[x - 1];
      if (corner >= Math.max(left, up)) {
        return Math.min(left, up);
      }
      return corner <= Math.min(left, up) ? Math.max(left, up) : left + up - corner;
    }
  }

  /** Line by line, a line of each component in turn. */
  void lines(short[][] planes) throws Rejected {
    Lines[] lines = lines(planes.length);
    int[] runs = new int[planes.length];
    for (int row = 0; row < planes[0].length / width; row++) {
      for (int c = 0; c < planes.length; c++) {
        Lines[] one = {lines[c]};
        runs[c] = line(one, runs[c]);
        lines[c].store(planes[c], row);
      }
    }
  }

  /** Pixel by pixel, a sample of each component in turn. */
  void samples(short[][] planes) throws Rejected {
    Lines[] lines = lines(planes.length);
    int run = 0;
    for (int row = 0; row < planes[0].length / width; row++) {
      run = line(lines, run);
      for (int c = 0; c < planes.length; c++) {
        lines[c].store(planes[c], row);
      }
    }
  }

  private Lines[] lines(int count) {
    Lines[] lines = new Lines[count];
    java.util.Arrays.setAll(lines, c -> new Lines(width));
    return lines;
  }

  /** Returns the state of the run length coder for the next line. */
  private int line(Lines[] together, int runState) throws Rejected {
    int run = runState;
    int[] context = new int[together.length];
    for (Lines lines : together) {
      lines.next();
    }
    int x = 1;
    while (x <= width) {
      boolean flat = true;
      for (int c = 0; c < together.length; c++) {
        context[c] = context(together[c], x);
        flat &= context[c] == 0;
      }
      if (!flat) {
        for (int c = 0; c < together.length; c++) {
          together[c].current[x] = contexts.regular(context[c], together[c].predicted(x));
        }
        x++;
        continue;
      }
      while (x <= width && bits.bit() == 1) {
        int full = 1 << RUN_BITS[run];
        int length = Math.min(full, width + 1 - x);
        x = repeat(together, x, length);
        if (length == full && run < RUN_BITS.length - 1) {
          run++;
        }
        if (x > width) {
          return run;
        }
      }
      int rest = bits.take(RUN_BITS[run]);
      if (rest > width - x) {
        throw Rejected.decode("a JPEG-LS run leaves its line");
      }
      x = repeat(together, x, rest);
      for (Lines lines : together) {
        lines.current[x] = interruption(lines, x, run, together.length == 1);
      }
      x++;
      run = Math.max(0, run - 1);
    }
    return run;
  }

  private static int repeat(Lines[] together, int x, int length) {
    for (Lines lines : together) {
      java.util.Arrays.fill(lines.current, x, x + length, lines.current[x - 1]);
    }
    return x + length;
  }

  private int interruption(Lines lines, int x, int run, boolean alone) throws Rejected {
    int left = lines.current[x - 1];
    int above = lines.above[x];
    // Interleaved samples always take the context of neighbours that differ.
    int type = alone && Math.abs(left - above) <= coding.near() ? 1 : 0;
    return contexts.interruption(type, left, above, RUN_BITS[run]);
  }

  private int context(Lines lines, int x) {
    int left = lines.current[x - 1];
    int up = lines.above[x];
    int corner = lines.above[x - 1];
    int right = lines.above[x + 1];
    return 81 * region(right - up) + 9 * region(up - corner) + region(corner - left);
  }

  private int region(int gradient) {
    int size = Math.abs(gradient);
    int region;
    if (size <= coding.near()) {
      return 0;
    } else if (size < coding.t1()) {
      region = 1;
    } else if (size < coding.t2()) {
      region = 2;
    } else {
      region = size < coding.t3() ? 3 : 4;
    }
    return gradient < 0 ? -region : region;
  }
}
