package org.medveil.imaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.zip.Deflater;

/**
 * Writes small DICOM files byte by byte, without any DICOM library, so that the reader under test
 * is not checked against itself. Starts as a valid 2 x 2 grey image; every part can be replaced.
 */
final class DicomBytes {
  static final String IMPLICIT = "1.2.840.10008.1.2";
  static final String EXPLICIT = "1.2.840.10008.1.2.1";
  static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
  static final String JPEG = "1.2.840.10008.1.2.4.50";
  static final String RLE = "1.2.840.10008.1.2.5";

  private record Value(String vr, byte[] bytes, boolean undefined) {}

  private final TreeMap<Integer, Value> elements = new TreeMap<>(Integer::compareUnsigned);
  private String syntax = EXPLICIT;

  DicomBytes() {
    text(Element.SOP_CLASS.tag(), "UI", "1.2.840.10008.5.1.4.1.1.77.1.5.1");
    text(Element.SOP_INSTANCE.tag(), "UI", "2.25.4");
    text(Element.STUDY_INSTANCE.tag(), "UI", "2.25.2");
    text(Element.SERIES_INSTANCE.tag(), "UI", "2.25.3");
    text(Element.PATIENT_ID.tag(), "LO", "P1");
    text(Element.MODALITY.tag(), "CS", "OP");
    shape(2, 2, "MONOCHROME2").bits(8, 8, false);
    pixels(new byte[] {1, 2, 3, 4});
  }

  DicomBytes syntax(String uid) {
    syntax = uid;
    return this;
  }

  DicomBytes shape(int rows, int columns, String photometric) {
    boolean colour = photometric.startsWith("RGB") || photometric.startsWith("YBR");
    word(Element.ROWS, rows).word(Element.COLUMNS, columns);
    word(Element.SAMPLES_PER_PIXEL, colour ? 3 : 1);
    return text(Element.PHOTOMETRIC.tag(), "CS", photometric);
  }

  DicomBytes bits(int allocated, int stored, boolean signed) {
    word(Element.BITS_ALLOCATED, allocated).word(Element.BITS_STORED, stored);
    word(Element.HIGH_BIT, stored - 1);
    return word(Element.PIXEL_REPRESENTATION, signed ? 1 : 0);
  }

  DicomBytes without(Element element) {
    elements.remove(element.tag());
    return this;
  }

  DicomBytes withoutPixels() {
    elements.remove(0x7FE00010);
    return this;
  }

  DicomBytes text(Element element, String vr, String value) {
    return text(element.tag(), vr, value);
  }

  DicomBytes text(int tag, String vr, String value) {
    return bytes(tag, vr, value.getBytes(StandardCharsets.ISO_8859_1));
  }

  DicomBytes bytes(int tag, String vr, byte[] value) {
    elements.put(tag, new Value(vr, even(value, vr.equals("UI") || vr.startsWith("O")), false));
    return this;
  }

  /** Unsigned 16-bit numbers, written in the byte order of the transfer syntax. */
  DicomBytes word(Element element, int... values) {
    byte[] bytes = new byte[values.length * 2];
    for (int i = 0; i < values.length; i++) {
      bytes[2 * i] = (byte) values[i];
      bytes[2 * i + 1] = (byte) (values[i] >> 8);
    }
    elements.put(element.tag(), new Value("US", bytes, false));
    return this;
  }

  /** Uncompressed pixel data, low byte first; written as OW. */
  DicomBytes pixels(byte[] value) {
    return bytes(0x7FE00010, "OW", value);
  }

  /** Compressed pixel data: an offset table and fragments. */
  DicomBytes fragments(byte[] table, byte[]... fragments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    item(out, table);
    for (byte[] fragment : fragments) {
      item(out, even(fragment, true));
    }
    little(out, 0xE0DDFFFEL, 4);
    little(out, 0, 4);
    elements.put(0x7FE00010, new Value("OB", out.toByteArray(), true));
    return this;
  }

  ByteArrayInputStream stream() {
    return new ByteArrayInputStream(build());
  }

  byte[] build() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    byte[] uid = even(syntax.getBytes(StandardCharsets.US_ASCII), true);
    write(
        out,
        0x00020000,
        new Value("UL", new byte[] {(byte) (8 + uid.length), 0, 0, 0}, false),
        EXPLICIT);
    write(out, 0x00020010, new Value("UI", uid, false), EXPLICIT);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    elements.forEach((tag, value) -> write(body, tag, value, syntax));
    out.writeBytes(syntax.equals(DEFLATED) ? deflate(body.toByteArray()) : body.toByteArray());
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int tag, Value value, String syntax) {
    boolean big = syntax.equals(BIG_ENDIAN);
    number(out, tag >>> 16, 2, big);
    number(out, tag & 0xffff, 2, big);
    long length = value.undefined() ? 0xffffffffL : value.bytes().length;
    boolean wide = value.vr().startsWith("O") || value.vr().matches("SQ|UN|UT");
    if (!syntax.equals(IMPLICIT)) {
      out.writeBytes(value.vr().getBytes(StandardCharsets.US_ASCII));
      if (wide) {
        number(out, 0, 2, big);
      }
    }
    number(out, length, wide || syntax.equals(IMPLICIT) ? 4 : 2, big);
    boolean words = value.vr().equals("US") || value.vr().equals("OW");
    out.writeBytes(big && words ? swapped(value.bytes()) : value.bytes());
  }

  private static void item(ByteArrayOutputStream out, byte[] value) {
    little(out, 0xE000FFFEL, 4);
    little(out, value.length, 4);
    out.writeBytes(value);
  }

  private static void number(ByteArrayOutputStream out, long value, int bytes, boolean big) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> 8 * (big ? bytes - 1 - i : i)));
    }
  }

  private static void little(ByteArrayOutputStream out, long value, int bytes) {
    number(out, value, bytes, false);
  }

  private static byte[] swapped(byte[] bytes) {
    byte[] out = bytes.clone();
    for (int i = 0; i + 1 < out.length; i += 2) {
      out[i] = bytes[i + 1];
      out[i + 1] = bytes[i];
    }
    return out;
  }

  private static byte[] even(byte[] value, boolean zero) {
    if (value.length % 2 == 0) {
      return value;
    }
    byte[] out = java.util.Arrays.copyOf(value, value.length + 1);
    out[value.length] = (byte) (zero ? 0 : ' ');
    return out;
  }

  private static byte[] deflate(byte[] body) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(body);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }
}
