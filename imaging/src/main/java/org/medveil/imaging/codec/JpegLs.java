package org.medveil.imaging.codec;

import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/** JPEG-LS (ISO 14495-1): lossless and near-lossless, 2 to 16 bits, all three interleavings. */
final class JpegLs {
  private static final int SOF55 = 0xF7;
  private static final int LSE = 0xF8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DRI = 0xDD;
  private static final int APP8 = 0xE8;
  private static final int PRESETS = 1;

  private final byte[] data;
  private final PixelFormat format;
  private final int[] presets = new int[5];
  private int precision;
  private int[] ids;
  private short[][] planes;
  private int decoded;

  private JpegLs(byte[] data, PixelFormat format) {
    this.data = data;
    this.format = format;
  }

  static DecodedFrame decode(byte[] data, PixelFormat format) throws Rejected {
    return new JpegLs(data, format).decode();
  }

  private DecodedFrame decode() throws Rejected {
    if (data.length < 4 || u16(0) != 0xFFD8) {
      throw Rejected.decode("the fragment is not a JPEG-LS image");
    }
    int at = 2;
    while (decoded < format.samples()) {
      while (at < data.length && (data[at] & 0xff) != 0xff) {
        at++; // what a scan left over
      }
      while (at < data.length && (data[at] & 0xff) == 0xff) {
        at++;
      }
      int marker = at < data.length ? data[at++] & 0xff : EOI;
      if (marker == EOI) {
        throw Rejected.decode("the JPEG-LS image lacks part of its data");
      }
      if (marker < 0x80) {
        continue; // stuffing
      }
      int length = at + 2 <= data.length ? u16(at) : 0;
      if (length < 2 || at + length > data.length) {
        throw Rejected.decode("a JPEG-LS segment is longer than the image");
      }
      segment(marker, at + 2, at + length);
      at += length;
    }
    SampleContainer out = new SampleContainer(format, precision);
    int channels = planes.length;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < planes[c].length; i++) {
        out.put(i * channels + c, planes[c][i] & 0xffff);
      }
    }
    return new DecodedFrame(format.decoded(), out.bytes());
  }

  private void segment(int marker, int at, int end) throws Rejected {
    switch (marker) {
      case SOF55 -> frameHeader(at, end);
      case LSE -> parameters(at, end);
      case SOS -> scan(at, end);
      case DRI -> {
        if (u16(at) != 0) {
          throw unsupported("JPEG-LS with restart intervals");
        }
      }
      case APP8 -> {
        boolean transform = end - at == 5 && u16(at) == 0x6D72 && u16(at + 2) == 0x6678;
        if (transform && data[at + 4] != 0) {
          throw unsupported("JPEG-LS with a colour transform that is not in the standard");
        }
      }
      default -> {
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xCC) {
          throw unsupported("a JPEG process of another transfer syntax");
        }
      }
    }
  }

  private void frameHeader(int at, int end) throws Rejected {
    int count = format.samples();
    if (planes != null || end - at != 6 + 3 * count) {
      throw contradiction();
    }
    precision = data[at] & 0xff;
    if (precision < 2
        || precision > Math.min(16, format.bitsAllocated())
        || u16(at + 1) != format.rows()
        || u16(at + 3) != format.columns()
        || (data[at + 5] & 0xff) != count) {
      throw contradiction();
    }
    ids = new int[count];
    for (int c = 0; c < count; c++) {
      ids[c] = data[at + 6 + 3 * c] & 0xff;
      if (data[at + 7 + 3 * c] != 0x11) {
        throw unsupported("JPEG-LS with shared chroma");
      }
    }
    planes = new short[count][format.pixels()];
  }

  private static Rejected contradiction() {
    return Rejected.decode("the JPEG-LS header contradicts the pixel module");
  }

  private static Rejected unsupported(String what) {
    return new Rejected(RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, what);
  }

  private void parameters(int at, int end) throws Rejected {
    if (end <= at || data[at] != PRESETS) {
      throw unsupported("JPEG-LS with mapping tables or oversize dimensions");
    }
    if (end - at != 11) {
      throw Rejected.decode("JPEG-LS parameters of the wrong length");
    }
    for (int i = 0; i < presets.length; i++) {
      presets[i] = u16(at + 1 + 2 * i);
    }
  }

  private void scan(int at, int end) throws Rejected {
    int count = end > at ? data[at] & 0xff : 0;
    if (planes == null || count < 1 || end - at != 4 + 2 * count) {
      throw Rejected.decode("a JPEG-LS scan header that does not fit its frame");
    }
    short[][] parts = new short[count][];
    for (int i = 0; i < count; i++) {
      // Scans come in the order of the frame; only so is every component decoded once.
      if (decoded + i >= ids.length || ids[decoded + i] != (data[at + 1 + 2 * i] & 0xff)) {
        throw Rejected.decode("a JPEG-LS scan names what is not there");
      }
      if (data[at + 2 + 2 * i] != 0) {
        throw unsupported("JPEG-LS with mapping tables or oversize dimensions");
      }
      parts[i] = planes[decoded + i];
    }
    int near = data[end - 3] & 0xff;
    int interleave = data[end - 2] & 0xff;
    if (data[end - 1] != 0 || interleave > 2 || (interleave == 0) != (count == 1) && count != 1) {
      throw unsupported("JPEG-LS with a point transform or an unknown interleaving");
    }
    JpegLsPresets coding = JpegLsPresets.of(presets, precision, near);
    JpegLsScan scan = new JpegLsScan(new JpegLsBits(data, end), coding, format.columns());
    if (interleave == 2) {
      scan.samples(parts);
    } else {
      scan.lines(parts);
    }
    decoded += count;
  }

  private int u16(int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }
}
