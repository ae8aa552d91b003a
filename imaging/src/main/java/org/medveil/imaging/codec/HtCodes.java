package org.medveil.imaging.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The variable-length codes of quads (ISO 15444-15 annex C), by context and the next seven bits.
 *
 * <p>An entry has the length of the codeword in bits 0 to 2, whether the quad has an exponent of
 * its own in bit 3, and for its four samples what is significant (4 to 7), whose highest bit is
 * known (8 to 11) and is one (12 to 15).
 */
final class HtCodes {
  /** For the first row of quads. */
  static final short[] FIRST = new short[1024];

  /** For all others. */
  static final short[] OTHER = new short[1024];

  private static final String TABLE = "ht-codes.csv";

  static {
    try (InputStream in = HtCodes.class.getResourceAsStream(TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      lines.lines().skip(1).forEach(HtCodes::enter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HtCodes() {}

  /** Columns: table, context, significant, offset, known, ones, codeword, length. */
  private static void enter(String line) {
    int[] cells = java.util.Arrays.stream(line.split(",")).mapToInt(Integer::parseInt).toArray();
    int length = cells[7];
    int entry = cells[5] << 12 | cells[4] << 8 | cells[2] << 4 | cells[3] << 3 | length;
    short[] table = cells[0] == 0 ? FIRST : OTHER;
    for (int rest = 0; rest < 128 >> length; rest++) {
      table[cells[1] << 7 | rest << length | cells[6]] = (short) entry;
    }
  }
}
