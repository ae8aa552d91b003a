package org.medveil.imaging.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.medveil.imaging.Rejected;

/** A small codestream of another encoder, and what another decoder makes of it. */
record Codestream(
    String name, String transferSyntax, PixelFormat format, byte[] bytes, int[] expected) {

  static List<Codestream> all() throws IOException {
    List<Codestream> all = new ArrayList<>(highThroughput());
    Table.lines("codestreams.tsv.gz").stream().map(Codestream::of).forEach(all::add);
    return all;
  }

  /** Of HTJ2K alone. */
  static List<Codestream> highThroughput() throws IOException {
    return Table.lines("htj2k.tsv.gz").stream().map(Codestream::of).toList();
  }

  private static Codestream of(String[] cells) {
    int samples = Integer.parseInt(cells[4]);
    int bits = Integer.parseInt(cells[5]);
    PixelModule module =
        new PixelModule(
            samples == 3 ? "RGB" : "MONOCHROME2",
            samples,
            Integer.valueOf(cells[2]),
            Integer.valueOf(cells[3]),
            bits <= 8 ? 8 : 16,
            bits,
            bits - 1,
            Integer.valueOf(cells[6]),
            0);
    try {
      PixelFormat format = PixelFormat.of(module);
      byte[] code = Base64.getDecoder().decode(cells[7]);
      return new Codestream(cells[0], cells[1], format, code, values(cells[8], format));
    } catch (Rejected | DataFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int[] values(String cell, PixelFormat format) throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(Base64.getDecoder().decode(cell));
    byte[] raw = new byte[4 * format.pixels() * format.samples()];
    inflater.inflate(raw);
    inflater.end();
    int[] values = new int[raw.length / 4];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
    return values;
  }

  /** Other bytes under the same header. */
  Codestream with(byte[] other) {
    return new Codestream(name, transferSyntax, format, other, expected);
  }

  DecodedFrame decode() throws Rejected {
    return FrameDecoder.of(transferSyntax).decode(bytes, format);
  }
}
