package org.medveil.imaging.dataset;

import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.dcm4che3.data.Value;

/**
 * Writes attributes as the elements of a data set. What is as it was in the file is written as it
 * was: VR, bytes, and the way a sequence says where it ends. Values of odd length get their padding
 * byte (PS3.5 §7.1.1).
 */
final class DataSetWriter {
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_END = 0xFFFEE00D;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final int MAX_SHORT = 0xFFFE;

  private final Originals originals;
  private final Syntax syntax;

  /**
   * @param originals what the file looked like
   * @param syntax to write; that of the file, or explicit little endian
   */
  DataSetWriter(Originals originals, Syntax syntax) {
    this.originals = originals;
    this.syntax = syntax;
  }

  /** The elements that are wanted, in the order of their tags. */
  void write(Attributes attributes, IntPredicate wanted, Sink out) throws IOException {
    Charset charset = Charset.of(attributes, Charset.NONE);
    for (int tag : attributes.tags()) {
      if (wanted.test(tag)) {
        writeElement(attributes, tag, new Place(syntax, charset), out);
      }
    }
  }

  /** Native pixels as they are; the items of encapsulated ones with their delimiter. */
  static void writePixels(PixelElement pixels, Syntax syntax, Sink head, Body body)
      throws IOException {
    int code = VrCode.of(pixels.vr());
    if (pixels.isEncapsulated()) {
      writeHead(pixels.tag(), code, -1, syntax, head);
      Sink items = new Sink();
      for (byte[] fragment : pixels.fragments()) {
        items.putTag(ITEM, syntax.bigEndian());
        items.putInt(fragment.length + (fragment.length & 1), syntax.bigEndian());
        body.add(items.toByteArray());
        body.add(fragment);
        items.reset();
        if ((fragment.length & 1) != 0) {
          items.write(0);
        }
      }
      delimiter(SEQUENCE_END, syntax, items);
      body.add(items.toByteArray());
    } else {
      byte[] bytes = pixels.bytes();
      boolean swap = pixels.bigEndian() != syntax.bigEndian();
      writeHead(pixels.tag(), code, bytes.length + (bytes.length & 1), syntax, head);
      body.add(swap ? VrCode.swapped(bytes, code) : bytes);
      if ((bytes.length & 1) != 0) {
        body.add(new byte[1]);
      }
    }
  }

  /** Takes large values without a copy. */
  interface Body {
    void add(byte[] bytes) throws IOException;
  }

  /** Whether the sequence, written, is these bytes. */
  boolean isSame(SequenceForm form, byte[] bytes) throws IOException {
    Sink out = new Sink();
    writeItems(form.items(), new Place(form.syntax(), Charset.NONE), out);
    return out.holds(bytes);
  }

  private record Place(Syntax syntax, Charset charset) {}

  private void writeElement(Attributes from, int tag, Place place, Sink out) throws IOException {
    Level level = originals.of(from);
    int index = level == null ? -1 : level.indexOf(tag);
    Object original = index < 0 ? null : level.value(index);
    VR vr = from.getVR(tag);
    int code = index >= 0 && level.vr(index) == vr ? level.code(index) : vr.code();
    Object value = from.getValue(tag);
    if (value instanceof Sequence || original instanceof SequenceForm && vr == VR.SQ) {
      List<Attributes> items = value instanceof Sequence sequence ? sequence : List.of();
      writeSequence(tag, code, original, items, place, out);
    } else if (value instanceof Fragments fragments) {
      writeFragments(tag, code, fragments, place.syntax(), out);
    } else if (value == null || value == Value.NULL) {
      // Also a blank text once it was looked at: the library no longer tells it from one emptied.
      writeHead(tag, code, 0, place.syntax(), out);
    } else {
      boolean asItWas =
          original instanceof byte[] bytes
              && (value == bytes || place.charset().isSame(from, tag, bytes));
      byte[] bytes = asItWas ? (byte[]) original : from.getBytes(tag);
      boolean big = asItWas ? level.isBigEndian() : from.bigEndian();
      writeValue(
          tag,
          code,
          big == place.syntax().bigEndian() ? bytes : VrCode.swapped(bytes, code),
          place.syntax(),
          out);
    }
  }

  private static void writeValue(int tag, int code, byte[] bytes, Syntax syntax, Sink out) {
    int padded = bytes.length + (bytes.length & 1);
    // PS3.5 6.2.2: too long for the length field of its VR, it goes as UN.
    boolean fits = VrCode.isLong(code) || padded <= MAX_SHORT;
    writeHead(tag, fits ? code : VrCode.UN, padded, syntax, out);
    out.write(bytes, 0, bytes.length);
    if (padded > bytes.length) {
      out.write(VrCode.padding(code));
    }
  }

  private void writeSequence(
      int tag, int code, Object original, List<Attributes> items, Place place, Sink out)
      throws IOException {
    SequenceForm form = original instanceof SequenceForm was ? was : null;
    Syntax inner = form != null && code == VrCode.UN ? form.syntax() : place.syntax();
    boolean big = place.syntax().bigEndian();
    boolean undefined = form == null || form.undefinedLength();
    writeHead(tag, code, -1, place.syntax(), out);
    int start = out.size();
    writeItems(items, new Place(inner, place.charset()), out);
    if (undefined) {
      delimiter(SEQUENCE_END, inner, out);
    } else {
      out.patchInt(start - 4, out.size() - start, big);
    }
  }

  private void writeItems(List<Attributes> items, Place place, Sink out) throws IOException {
    boolean big = place.syntax().bigEndian();
    for (Attributes item : items) {
      Level level = originals.of(item);
      boolean undefined = level == null || level.isUndefinedLength();
      out.putTag(ITEM, big);
      out.putInt(-1, big);
      int start = out.size();
      Place inside = new Place(place.syntax(), Charset.of(item, place.charset()));
      for (int tag : item.tags()) {
        writeElement(item, tag, inside, out);
      }
      if (undefined) {
        delimiter(ITEM_END, place.syntax(), out);
      } else {
        out.patchInt(start - 4, out.size() - start, big);
      }
    }
  }

  private static void writeFragments(
      int tag, int code, Fragments fragments, Syntax syntax, Sink out) throws IOException {
    boolean big = syntax.bigEndian();
    writeHead(tag, code, -1, syntax, out);
    for (Object fragment : fragments) {
      byte[] bytes = fragment instanceof byte[] some ? some : new byte[0];
      out.putTag(ITEM, big);
      out.putInt(bytes.length + (bytes.length & 1), big);
      out.write(bytes, 0, bytes.length);
      if ((bytes.length & 1) != 0) {
        out.write(0);
      }
    }
    delimiter(SEQUENCE_END, syntax, out);
  }

  private static void delimiter(int tag, Syntax syntax, Sink out) {
    out.putTag(tag, syntax.bigEndian());
    out.putInt(0, syntax.bigEndian());
  }

  private static void writeHead(int tag, int code, int length, Syntax syntax, Sink out) {
    boolean big = syntax.bigEndian();
    out.putTag(tag, big);
    if (syntax.explicit()) {
      out.putShort(code, true);
      if (!VrCode.isLong(code)) {
        out.putShort(length, big);
        return;
      }
      out.putShort(0, big);
    }
    out.putInt(length, big);
  }
}
