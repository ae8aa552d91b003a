package org.medveil.imaging.codec;

import java.nio.ByteBuffer;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/** What the marker segments of the main header, or of a tile's own, say about coding. */
final class J2kTileParameters {
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int RGN = 0xFF5E;
  private static final int QCD = 0xFF5C;
  private static final int QCC = 0xFF5D;
  private static final int POC = 0xFF5F;
  private static final int PPM = 0xFF60;
  private static final int PPT = 0xFF61;
  private static final int CAP = 0xFF50;

  /** In the capabilities: the one part that more is wanted of. */
  private static final int PART_15 = 1 << 32 - 15;

  /** Of part 15: code-blocks of more than one high-throughput set. */
  private static final int SEVERAL_SETS = 1 << 13;

  private final int components;
  private final J2kCoding[] own;
  private final J2kQuantization[] ownSteps;
  private J2kCoding coding;
  private J2kQuantization steps;
  private int scod;
  private int progression;
  private int layers;
  private int transform;
  private boolean highThroughput;

  J2kTileParameters(int components) {
    this.components = components;
    own = new J2kCoding[components];
    ownSteps = new J2kQuantization[components];
  }

  /** The main header's, to be overridden by a tile. */
  J2kTileParameters copy() {
    J2kTileParameters copy = new J2kTileParameters(components);
    System.arraycopy(own, 0, copy.own, 0, components);
    System.arraycopy(ownSteps, 0, copy.ownSteps, 0, components);
    copy.coding = coding;
    copy.steps = steps;
    copy.scod = scod;
    copy.progression = progression;
    copy.layers = layers;
    copy.transform = transform;
    copy.highThroughput = highThroughput;
    return copy;
  }

  /** Takes one marker segment; the length field is in front of {@code at}. */
  void segment(int marker, byte[] data, int at, int end) throws Rejected {
    switch (marker) {
      case COD -> {
        require(end - at >= 10);
        scod = data[at] & 0xff;
        progression = data[at + 1] & 0xff;
        layers = (data[at + 2] & 0xff) << 8 | data[at + 3] & 0xff;
        transform = data[at + 4] & 0xff;
        require(progression <= 4 && layers > 0 && transform <= 1);
        coding = J2kCoding.of(data, at + 5, end, (scod & 1) != 0);
        // In a tile this overrules what the main header says of single components (A.6.2).
        java.util.Arrays.fill(own, null);
      }
      case COC -> {
        require(end - at >= 2 && (data[at] & 0xff) < components);
        own[data[at] & 0xff] = J2kCoding.of(data, at + 2, end, (data[at + 1] & 1) != 0);
      }
      case QCD -> {
        steps = J2kQuantization.of(data, at, end);
        java.util.Arrays.fill(ownSteps, null);
      }
      case QCC -> {
        require(end - at >= 2 && (data[at] & 0xff) < components);
        ownSteps[data[at] & 0xff] = J2kQuantization.of(data, at + 1, end);
      }
      case CAP -> highThroughput = capabilities(data, at, end);
      case RGN, POC, PPM, PPT ->
          throw new Rejected(
              RejectReason.UNSUPPORTED_TRANSFER_SYNTAX,
              "JPEG 2000 with regions, changed orders or packed headers");
      default -> {
        // Lengths and comments have no say.
      }
    }
  }

  private static void require(boolean valid) throws Rejected {
    if (!valid) {
      throw Rejected.decode("JPEG 2000 coding parameters out of range");
    }
  }

  /**
   * The capabilities segment (ISO 15444-15 annex A), which none but part 15 may want something of.
   *
   * @return true; blocks may be high-throughput ones
   */
  private static boolean capabilities(byte[] data, int at, int end) throws Rejected {
    require(end - at >= 6);
    int parts = ByteBuffer.wrap(data).getInt(at);
    int wanted = ByteBuffer.wrap(data).getShort(at + 4);
    if (parts != PART_15 || (wanted & SEVERAL_SETS) != 0) {
      throw new Rejected(RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, "JPEG 2000 with extensions");
    }
    return true;
  }

  void check() throws Rejected {
    require(coding != null && steps != null);
    require(transform == 0 || components == 3);
    for (int c = 0; c < components; c++) {
      require(highThroughput || !coding(c).has(J2kCoding.HIGH_THROUGHPUT));
    }
  }

  J2kCoding coding(int component) {
    return own[component] != null ? own[component] : coding;
  }

  J2kQuantization quantization(int component) {
    return ownSteps[component] != null ? ownSteps[component] : steps;
  }

  int progression() {
    return progression;
  }

  int layers() {
    return layers;
  }

  boolean colourTransform() {
    return transform == 1;
  }
}
