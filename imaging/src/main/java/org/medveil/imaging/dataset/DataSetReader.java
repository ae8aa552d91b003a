package org.medveil.imaging.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Limits;
import org.medveil.imaging.Rejected;

/**
 * Walks the elements of a data set (PS3.5 §7) into attributes, under {@link Limits}. Our own,
 * because it has to remember what the library's reader forgets (see {@link Level}), keep what was
 * read when a file breaks off, and must not recurse as deep as a file asks it to.
 */
final class DataSetReader {
  private static final int ITEM = 0xFFFEE000;
  private static final int ITEM_END = 0xFFFEE00D;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final int UNDEFINED = -1;
  private static final int DELIMITERS = 0xFFFE;
  private static final int ITEM_WEIGHT = 4;

  private final ByteSource source;
  private final Originals originals;
  private int budget;
  private int depth;
  private int stray;
  private long pixelBytes;

  DataSetReader(ByteSource source, Originals originals) {
    this(source, originals, Limits.ELEMENTS);
  }

  private DataSetReader(ByteSource source, Originals originals, int budget) {
    this.source = source;
    this.originals = originals;
    this.budget = budget;
  }

  /** One element's head: where it is, what it is, how long its value is. */
  private record Head(int tag, int code, int length) {}

  /**
   * Reads elements until the stop or the end of the bytes.
   *
   * @param root what is read is added here, also when reading fails later
   * @param syntax of the elements
   * @param stop says at which tag to end; the element's head is then still to be read
   */
  void readRoot(Level root, Syntax syntax, IntPredicate stop) throws IOException {
    while (!source.atEnd()) {
      source.need(8);
      int tag = source.peekTag(0, syntax.bigEndian());
      if (stop.test(tag)) {
        break;
      }
      if (tag >>> 16 == DELIMITERS) {
        strayDelimiter(syntax);
        continue;
      }
      readElement(root, syntax.bigEndian(), syntax);
      checkPosition();
    }
  }

  /** The pixel data on whose head the source stands. */
  PixelElement readPixels(Syntax syntax, long most) throws IOException {
    Head head = head(syntax);
    String vr = VrCode.text(head.code());
    long start = source.position();
    boolean encapsulated = head.length() == UNDEFINED;
    List<byte[]> items = encapsulated ? fragments(syntax) : null;
    byte[] bytes = encapsulated ? null : source.take(checked(head.length(), most));
    pixelBytes += source.position() - start;
    return new PixelElement(head.tag(), vr, syntax.bigEndian(), bytes, items);
  }

  private void readElement(Level level, boolean intoBig, Syntax syntax) throws IOException {
    Head head = head(syntax);
    int tag = head.tag();
    int code = head.code();
    count(1);
    boolean unknown = code == VrCode.UN;
    VR vr = unknown ? ImplicitVr.of(tag) : VrCode.vr(code);
    if ((tag & 0xffff) == 0 && head.length() != UNDEFINED) {
      source.skip(checked(head.length(), Limits.HEADER_BYTES)); // group lengths: stale, retired
      return;
    }
    if (head.length() == UNDEFINED) {
      if (unknown && vr != VR.OB && vr != VR.OW || code == VrCode.SQ || vr == VR.SQ) {
        Syntax inner = unknown ? Syntax.IMPLICIT : syntax;
        SequenceForm form = new SequenceForm(new ArrayList<>(), true, inner);
        level.add(tag, code, VR.SQ, form);
        readItems(form, UNDEFINED, intoBig);
      } else if (vr == VR.OB || vr == VR.OW || vr == VR.UN) {
        level.add(tag, code, vr, new FragmentsForm(fragments(syntax)));
      } else {
        throw Rejected.malformed("undefined length where the standard forbids it");
      }
      return;
    }
    long length = checked(head.length(), Limits.HEADER_BYTES);
    // Without VRs a private use of a tag, or a text where the dictionary has a sequence, looks so.
    boolean noItems = !syntax.explicit() && length > 0 && !startsWithItem(length);
    if (code == VrCode.SQ && !noItems) {
      SequenceForm form = new SequenceForm(new ArrayList<>(), false, syntax);
      level.add(tag, code, VR.SQ, form);
      readItems(form, length, intoBig);
      return;
    }
    byte[] value = source.take(length);
    if (unknown) {
      Object hidden = vr == VR.SQ || vr == VR.UN ? hiddenSequence(value, intoBig) : null;
      if (hidden != null) {
        level.add(tag, code, VR.SQ, hidden);
        return;
      }
    }
    // The bytes inside UN are little endian always; where the library would swap them they stay
    // opaque.
    boolean little = unknown || !syntax.bigEndian();
    boolean misread = little && intoBig && VrCode.width(vr.code()) > 1;
    level.add(tag, code, misread || vr == VR.SQ ? VR.UN : vr, value);
  }

  private boolean startsWithItem(long length) throws IOException {
    return length >= 8 && source.available(8) == 8 && source.peekTag(0, false) == ITEM;
  }

  /** Implicit syntax: the code is the dictionary's; UN where it has none. */
  private Head head(Syntax syntax) throws IOException {
    source.need(8);
    boolean big = syntax.bigEndian();
    int tag = source.peekTag(0, big);
    if (!syntax.explicit()) {
      int length = source.peekInt(4, false);
      source.advance(8);
      VR vr = ImplicitVr.of(tag);
      return new Head(tag, vr.code(), length);
    }
    int code = source.peekShort(4, true);
    if (!VrCode.isLetters(code)) {
      // Some writers slip into the implicit form for single elements.
      int length = source.peekInt(4, big);
      if (length >>> 16 != 0) {
        throw Rejected.malformed("an element without a value representation");
      }
      source.advance(8);
      return new Head(tag, ImplicitVr.of(tag).code(), length);
    }
    if (!VrCode.isLong(code)) {
      int length = source.peekShort(6, big);
      source.advance(8);
      return new Head(tag, code, length);
    }
    source.need(12);
    int length = source.peekInt(8, big);
    source.advance(12);
    return new Head(tag, code, length);
  }

  /** Into the form, which is in its place already: what was read in front of a flaw is kept. */
  private void readItems(SequenceForm form, long length, boolean bigEndian) throws IOException {
    Syntax syntax = form.syntax();
    if (++depth > Limits.DEPTH) {
      throw Rejected.limit("sequences nested too deeply");
    }
    long end = length == UNDEFINED ? Long.MAX_VALUE : source.position() + length;
    while (source.position() < end) {
      source.need(8);
      int tag = source.peekTag(0, syntax.bigEndian());
      int itemLength = source.peekInt(4, syntax.bigEndian());
      if (tag == SEQUENCE_END) {
        source.advance(8);
        break;
      }
      if (tag != ITEM) {
        throw Rejected.malformed("something else than an item in a sequence");
      }
      source.advance(8);
      Attributes item = new Attributes(bigEndian, 8);
      form.items().add(item);
      readItem(item, itemLength, syntax);
    }
    depth--;
  }

  private void readItem(Attributes item, int length, Syntax syntax) throws IOException {
    count(ITEM_WEIGHT);
    Level level = new Level(syntax.bigEndian());
    long end = Long.MAX_VALUE;
    if (length != UNDEFINED) {
      level.definedLength();
      end = source.position() + checked(length, Limits.HEADER_BYTES);
    }
    try {
      while (source.position() < end) {
        source.need(8);
        int tag = source.peekTag(0, syntax.bigEndian());
        if (tag == ITEM_END) {
          source.advance(8);
          break;
        }
        if (tag >>> 16 == DELIMITERS) {
          throw Rejected.malformed("a delimiter in the wrong place");
        }
        readElement(level, item.bigEndian(), syntax);
        checkPosition();
      }
      if (length != UNDEFINED && source.position() > end) {
        throw Rejected.malformed("an element reaches beyond its item");
      }
    } finally {
      settle(level, item);
    }
  }

  /** All items, the offset table first. */
  private List<byte[]> fragments(Syntax syntax) throws IOException {
    List<byte[]> fragments = new ArrayList<>();
    while (true) {
      source.need(8);
      int tag = source.peekTag(0, syntax.bigEndian());
      int length = source.peekInt(4, syntax.bigEndian());
      source.advance(8);
      if (tag == SEQUENCE_END) {
        return fragments;
      }
      if (tag != ITEM || length == UNDEFINED) {
        throw Rejected.malformed("compressed pixel data is not a sequence of fragments");
      }
      count(1);
      fragments.add(source.take(checked(length, Limits.FILE_BYTES)));
    }
  }

  /**
   * The sequence that a value of unknown VR holds, or null. Taken only when writing it again would
   * give the same bytes, so nothing is lost if the guess is wrong.
   */
  private SequenceForm hiddenSequence(byte[] value, boolean bigEndian) throws IOException {
    if (value.length < 8
        || value[0] != (byte) 0xFE
        || value[1] != (byte) 0xFF
        || value[2] != 0
        || value[3] != (byte) 0xE0) {
      return null;
    }
    for (Syntax syntax : List.of(Syntax.IMPLICIT, Syntax.EXPLICIT)) {
      Originals inner = new Originals();
      DataSetReader reader = new DataSetReader(new ByteSource(value), inner, budget);
      reader.depth = depth;
      try {
        SequenceForm form = new SequenceForm(new ArrayList<>(), false, syntax);
        reader.readItems(form, value.length, bigEndian);
        if (new DataSetWriter(inner, syntax).isSame(form, value)) {
          budget = reader.budget;
          originals.addAll(inner);
          return form;
        }
      } catch (Rejected e) {
        if (e.reason() == RejectReason.LIMIT_EXCEEDED) {
          throw e;
        }
      } catch (EOFException | RuntimeException e) {
        continue;
      }
    }
    return null;
  }

  /** Hands the elements over in order, which costs the library nothing. Once per level. */
  void settle(Level level, Attributes into) {
    level.sort();
    for (int i = 0; i < level.size(); i++) {
      int tag = level.tag(i);
      Object value = level.value(i);
      if (value instanceof SequenceForm form) {
        if (form.items().isEmpty()) {
          into.setNull(tag, VR.SQ);
        } else {
          Sequence sequence = into.newSequence(tag, form.items().size());
          sequence.addAll(form.items());
        }
      } else if (value instanceof FragmentsForm form) {
        Fragments fragments = into.newFragments(tag, level.vr(i), form.fragments().size());
        fragments.addAll(form.fragments());
      } else if (((byte[]) value).length == 0) {
        into.setNull(tag, level.vr(i));
      } else {
        into.setBytes(tag, level.vr(i), (byte[]) value);
      }
    }
    originals.put(into, level);
  }

  private void strayDelimiter(Syntax syntax) throws IOException {
    if (source.peekInt(4, syntax.bigEndian()) != 0 || ++stray > Limits.STRAY_DELIMITERS) {
      throw Rejected.malformed("a delimiter in the wrong place");
    }
    source.advance(8);
  }

  private void count(int weight) throws Rejected {
    budget -= weight;
    if (budget < 0) {
      throw Rejected.limit("more elements than the reader takes");
    }
  }

  private void checkPosition() throws Rejected {
    if (source.position() - pixelBytes > Limits.HEADER_BYTES) {
      throw Rejected.limit("the header is longer than the reader takes");
    }
  }

  /** A length as a file claims it, unsigned. */
  private static long checked(int length, long limit) throws Rejected {
    long unsigned = length & 0xffffffffL;
    if (unsigned > limit) {
      throw Rejected.limit("an element is longer than the reader takes");
    }
    return unsigned;
  }
}
