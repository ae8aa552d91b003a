package org.medveil.imaging.codec;

import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/**
 * Huffman-coded JPEG images the JDK does not take: extended sequential with 12 bits (ISO 10918-1
 * process 4) and lossless with 2 to 16 (process 14). Walks the marker segments, hands each scan to
 * {@link DctScan} or {@link LosslessScan}.
 */
final class HuffmanJpeg {
  private static final int SOF1 = 0xC1;
  private static final int SOF3 = 0xC3;
  private static final int DHT = 0xC4;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DQT = 0xDB;
  private static final int DRI = 0xDD;

  private final byte[] data;
  private final PixelFormat format;
  private final HuffmanTable[] dc = new HuffmanTable[4];
  private final HuffmanTable[] ac = new HuffmanTable[4];
  private final int[][] quantization = new int[5][];
  private JpegFrame frame;
  private int restartInterval;
  private JpegPlanes planes;
  private int scanned;

  private HuffmanJpeg(byte[] data, PixelFormat format) {
    this.data = data;
    this.format = format;
  }

  /** Extended sequential: 8 bits go to the JDK, 12 bits stay here. */
  static DecodedFrame extended(byte[] data, PixelFormat format) throws Rejected {
    if (JpegMarkers.of(data).precision() == 8) {
      return BaselineJpeg.decode(data, format);
    }
    return new HuffmanJpeg(data, format).decode(SOF1);
  }

  static DecodedFrame lossless(byte[] data, PixelFormat format) throws Rejected {
    return new HuffmanJpeg(data, format).decode(SOF3);
  }

  private DecodedFrame decode(int process) throws Rejected {
    JpegMarkers markers = JpegMarkers.of(data);
    int at = 2;
    while (true) {
      while (at < data.length && (data[at] & 0xff) != 0xff) {
        at++;
      }
      while (at < data.length && (data[at] & 0xff) == 0xff) {
        at++;
      }
      int marker = at < data.length ? data[at++] & 0xff : EOI;
      if (marker == EOI) {
        break;
      }
      if (marker == 0 || marker >= 0xD0 && marker <= SOI) {
        continue;
      }
      int length = at + 2 <= data.length ? u16(at) : 0;
      if (length < 2 || at + length > data.length) {
        throw Rejected.decode("a JPEG segment is longer than the image");
      }
      at = segment(marker, at + 2, at + length, process);
    }
    if (frame == null || scanned < frame.components().length) {
      throw Rejected.decode("the JPEG image lacks part of its data");
    }
    boolean colour = format.samples() == 3;
    boolean lossless = process == SOF3;
    // A lossless image keeps the colours it was given: only DICOM says which.
    boolean rgb = colour && !lossless && markers.isRgb(format.photometric() == Photometric.RGB);
    Photometric said = format.photometric();
    Photometric found = !colour || lossless ? said : rgb ? Photometric.RGB : Photometric.YBR_FULL;
    return new DecodedFrame(format.decoded(found), planes.interleaved(format));
  }

  /** Returns where the next marker is looked for. */
  private int segment(int marker, int at, int end, int process) throws Rejected {
    switch (marker) {
      case DHT -> huffmanTables(at, end);
      case DQT -> quantizationTables(at, end);
      case DRI -> restartInterval = end - at >= 2 ? u16(at) : 0;
      case SOS -> {
        return scan(at, end);
      }
      case 0xC0, SOF1, 0xC2, SOF3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF ->
          frameHeader(marker, at, end, process);
      default -> {
        // Comments and application data have no say.
      }
    }
    return end;
  }

  private void frameHeader(int marker, int at, int end, int process) throws Rejected {
    if (marker != process && !(marker == 0xC0 && process == SOF1)) {
      throw new Rejected(
          RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, "a JPEG process of another transfer syntax");
    }
    if (frame != null) {
      throw Rejected.decode("a second JPEG frame header");
    }
    frame = JpegFrame.of(data, at, end, process);
    int precision = frame.precision();
    boolean fits = process == SOF3 ? precision >= 2 && precision <= 16 : precision == 12;
    if (!fits
        || precision > format.bitsAllocated()
        || frame.rows() != format.rows()
        || frame.columns() != format.columns()
        || frame.components().length != format.samples()) {
      throw Rejected.decode("the JPEG header contradicts the pixel module");
    }
    planes = new JpegPlanes(frame, process == SOF3 ? 1 : 8);
  }

  private void huffmanTables(int start, int end) throws Rejected {
    int at = start;
    while (at + 17 <= end) {
      int kind = data[at] & 0xff;
      if ((kind & 0xEC) != 0) {
        throw Rejected.decode("a Huffman table with an unknown number");
      }
      (kind >= 0x10 ? ac : dc)[kind & 3] = HuffmanTable.of(data, at + 1, end);
      for (int i = 0, header = at + 1; i < 16; i++) {
        at += data[header + i] & 0xff;
      }
      at += 17;
    }
  }

  private void quantizationTables(int start, int end) throws Rejected {
    int at = start;
    while (at < end) {
      int kind = data[at++] & 0xff;
      int bytes = kind >> 4 == 0 ? 1 : 2;
      if ((kind & 15) > 3 || at + 64 * bytes > end) {
        throw Rejected.decode("a quantization table is larger than its segment");
      }
      int[] table = new int[64];
      for (int i = 0; i < 64; i++, at += bytes) {
        table[i] = bytes == 1 ? data[at] & 0xff : u16(at);
      }
      quantization[kind & 15] = table;
    }
  }

  private int scan(int at, int end) throws Rejected {
    int count = end > at ? data[at] & 0xff : 0;
    if (frame == null || count < 1 || count > 4 || end - at < 4 + 2 * count) {
      throw Rejected.decode("a JPEG scan header that does not fit its frame");
    }
    JpegScan.Part[] parts = new JpegScan.Part[count];
    for (int i = 0; i < count; i++) {
      int id = data[at + 1 + 2 * i] & 0xff;
      int tables = data[at + 2 + 2 * i] & 0xff;
      int index = 0;
      while (index < frame.components().length && frame.components()[index].id() != id) {
        index++;
      }
      if (index == frame.components().length || (tables & 0xCC) != 0) {
        throw Rejected.decode("a JPEG scan names what is not there");
      }
      int[] table = quantization[frame.components()[index].quantization()];
      parts[i] = new JpegScan.Part(index, dc[tables >> 4], ac[tables & 15], table);
      if (parts[i].dc() == null) {
        throw Rejected.decode("a JPEG scan names what is not there");
      }
    }
    int selection = data[at + 1 + 2 * count] & 0xff;
    int point = data[at + 3 + 2 * count] & 15;
    JpegScan.Unit unit =
        frame.process() == SOF3
            ? new LosslessScan(frame, planes, selection, point)
            : new DctScan(frame, planes);
    JpegBits bits = new JpegBits(data, end);
    new JpegScan(frame, parts, restartInterval).run(bits, unit);
    scanned += count;
    return bits.position();
  }

  private int u16(int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }
}
