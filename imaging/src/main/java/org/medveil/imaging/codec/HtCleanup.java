package org.medveil.imaging.codec;

import java.util.Arrays;
import org.medveil.imaging.Rejected;

/**
 * The cleanup pass of a high-throughput code-block (ISO 15444-15, clause 7.3): quads of two by two
 * samples, two quads at a time, row by row. A quad's samples are numbered down its columns.
 */
final class HtCleanup {
  /** The standard allows no longer run and code part. */
  private static final int LONGEST_SUFFIX = 4079;

  /** By the next three bits: the prefix of an exponent (table 3) and its length. */
  private static final int[] PREFIX = {5, 1, 2, 1, 3, 1, 2, 1};

  private static final int[] PREFIX_LENGTH = {3, 1, 2, 1, 3, 1, 2, 1};

  private final HtForward magnitudes = new HtForward();
  private final HtBackward codes = new HtBackward();
  private final HtRuns runs = new HtRuns();

  /** Exponents of the lower samples of the quads above, one column in front; 0: insignificant. */
  private int[] above = new int[0];

  private int[] here = new int[0];
  private int[] out;
  private int width;
  private int height;
  private int plane;
  private int largest;
  private int exponentA;
  private int exponentB;

  /**
   * Decodes into {@code samples}, which are zero.
   *
   * @param segment where the pass lies
   * @param lowest the bit-plane that the pass ends with
   * @param skipped bit-planes above the one that the pass begins with
   */
  void decode(J2kBlock block, int[] samples, int lowest, int skipped) throws Rejected {
    byte[] data = block.data();
    int end = block.segmentEnd(0);
    if (end < 2) {
      throw invalid();
    }
    int suffix = (data[end - 1] & 0xff) << 4 | data[end - 2] & 0xf;
    if (suffix < 2 || suffix > Math.min(end, LONGEST_SUFFIX)) {
      throw invalid();
    }
    magnitudes.start(data, 0, end - suffix, 0xff);
    runs.start(data, end - suffix, end);
    codes.startCodes(data, end - suffix, end);
    out = samples;
    width = block.width;
    height = block.height;
    plane = lowest;
    largest = skipped + 2;
    int columns = width + 6;
    above = above.length < columns ? new int[columns] : above;
    here = here.length < columns ? new int[columns] : here;
    Arrays.fill(above, 0, columns, 0);
    for (int y = 0; y < height; y += 2) {
      Arrays.fill(here, 0, columns, 0);
      row(y);
      int[] swap = above;
      above = here;
      here = swap;
    }
    // An encoder may leave out one last byte FF of the magnitudes, and nothing else.
    if (magnitudes.overdrawn() > 8 || magnitudes.isBroken() || codes.overdrawn() > 0) {
      throw invalid();
    }
  }

  private void row(int y) throws Rejected {
    short[] table = y == 0 ? HtCodes.FIRST : HtCodes.OTHER;
    int left = 0;
    for (int x = 0; x < width; x += 4) {
      codes.fill();
      int first = quad(table, y == 0 ? beside(left) : context(x, left));
      int second = 0;
      if (x + 2 < width) {
        left = first >> 4 & 15;
        second = quad(table, y == 0 ? beside(left) : context(x + 2, left));
      }
      left = second >> 4 & 15;
      exponents(first & 8, second & 8, y == 0);
      samples(x, y, first, exponentA + predicted(x, first));
      if (second != 0) {
        samples(x + 2, y, second, exponentB + predicted(x + 2, second));
      }
    }
  }

  /** The context of a quad in the first row, from the one before (equation 1). */
  private static int beside(int left) {
    return left >> 1 | left & 1;
  }

  /** The context of a quad below others (equation 2). */
  private int context(int x, int left) {
    int context = (above[x] | above[x + 1]) != 0 ? 1 : 0;
    context |= (left & 12) != 0 ? 2 : 0;
    return context | ((above[x + 2] | above[x + 3]) != 0 ? 4 : 0);
  }

  private int quad(short[] table, int context) {
    if (context == 0 && !runs.next()) {
      return 0;
    }
    int entry = table[context << 7 | codes.peek(0x7f)];
    codes.skip(entry & 7);
    return entry;
  }

  /** What the quads above predict for a quad with several significant samples. */
  private int predicted(int x, int quad) {
    int significant = quad >> 4 & 15;
    if ((significant & significant - 1) == 0) {
      return 1;
    }
    int most = Math.max(Math.max(above[x], above[x + 1]), Math.max(above[x + 2], above[x + 3]));
    return Math.max(1, most - 1);
  }

  /** The exponents that two quads have of their own. */
  private void exponents(int a, int b, boolean first) {
    exponentA = 0;
    exponentB = 0;
    if (a == 0 && b == 0) {
      return;
    }
    boolean both = a != 0 && b != 0;
    int more = both && first && runs.next() ? 2 : 0;
    int prefixA = a == 0 ? 0 : prefix();
    if (both && first && more == 0 && prefixA > 2) {
      exponentB = 1 + codes.peek(1);
      codes.skip(1);
      int suffixA = suffix(prefixA);
      exponentA = prefixA + suffixA + 4 * extension(suffixA);
      return;
    }
    int prefixB = b == 0 ? 0 : prefix();
    int suffixA = suffix(prefixA);
    int suffixB = suffix(prefixB);
    exponentA = (a == 0 ? 0 : more) + prefixA + suffixA + 4 * extension(suffixA);
    exponentB = (b == 0 ? 0 : more) + prefixB + suffixB + 4 * extension(suffixB);
  }

  private int prefix() {
    int bits = codes.peek(7);
    codes.skip(PREFIX_LENGTH[bits]);
    return PREFIX[bits];
  }

  private int suffix(int prefix) {
    if (prefix < 3) {
      return 0;
    }
    int length = prefix == 3 ? 1 : 5;
    int suffix = codes.peek((1 << length) - 1);
    codes.skip(length);
    return suffix;
  }

  private int extension(int suffix) {
    if (suffix < 28) {
      return 0;
    }
    int extension = codes.peek(15);
    codes.skip(4);
    return extension;
  }

  private void samples(int x, int y, int quad, int exponent) throws Rejected {
    int significant = quad >> 4 & 15;
    if (significant == 0) {
      return;
    }
    boolean outside =
        x + 1 == width && significant > 3 || y + 1 == height && (significant & 10) != 0;
    if (exponent > largest || outside) {
      throw invalid();
    }
    int at = y * width + x;
    if ((significant & 1) != 0) {
      sample(at, quad >> 8, exponent);
    }
    if ((significant & 2) != 0) {
      here[x + 1] = sample(at + width, quad >> 9, exponent);
    }
    if ((significant & 4) != 0) {
      sample(at + 1, quad >> 10, exponent);
    }
    if ((significant & 8) != 0) {
      here[x + 2] = sample(at + width + 1, quad >> 11, exponent);
    }
  }

  /** Returns the magnitude's exponent. */
  private int sample(int at, int known, int exponent) {
    int bits = exponent - (known & 1);
    int value = magnitudes.take(bits) | (known >> 4 & 1) << bits;
    int doubled = (value | 1) + 2 << plane;
    out[at] = (value & 1) == 0 ? doubled : -doubled;
    return 32 - Integer.numberOfLeadingZeros(value | 1);
  }

  private static Rejected invalid() {
    return Rejected.decode("a high-throughput code-block that no encoder writes");
  }
}
