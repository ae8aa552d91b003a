package org.medveil.imaging;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.ZipException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputHandler;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomStreamException;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.codec.DecodedFrame;

/**
 * Reads DICOM files nobody vouches for. Every input ends in a result or a {@link DicomRejection},
 * within the time it takes to read its bytes and a heap bounded by {@link Limits}; no other
 * exception escapes. The caller's stream is read forward only and not closed.
 *
 * <p>Files without preamble or without file meta group are taken when the data set itself can be
 * read (PS3.10 §7 wants both). Only the elements in {@link Element} are kept; the rest, nested
 * sequences and private groups included, is skipped without being decoded.
 *
 * <p>This class alone knows dcm4che.
 */
public final class DicomReader {
  private static final int UNDEFINED = -1;
  private static final String JPIP_HTJ2K_DEFLATE = "1.2.840.10008.1.2.4.205";

  private DicomReader() {}

  /**
   * Header facts; reads no further than the pixel data.
   *
   * @throws DicomRejection when the bytes are no DICOM object with its four identifiers
   */
  public static DicomHeader readHeader(InputStream in) throws DicomRejection {
    return contained(in, file -> HeaderFacts.of(file.elements));
  }

  /**
   * Header facts and the first frame; further frames are stepped over, and must be there.
   *
   * @throws DicomRejection as {@link #readHeader}, and when there are no pixels, no decoder for
   *     their transfer syntax, or pixels that contradict the header
   */
  public static DicomImage readImage(InputStream in) throws DicomRejection {
    return contained(
        in,
        file -> {
          DicomHeader header = HeaderFacts.of(file.elements);
          return new DicomImage(header, file.raster(header));
        });
  }

  /**
   * A decoded frame with its file's rescale, window and palette, ready to be shown.
   *
   * @param dataset where the frame comes from
   * @param frame one of its frames, masked or not
   * @throws DicomRejection when the palette or the window cannot be used
   */
  public static Raster shown(Attributes dataset, DecodedFrame frame) throws DicomRejection {
    try {
      return Raster.of(frame, Display.of(keep(dataset, ""), frame.format()));
    } catch (Rejected e) {
      throw e.toRejection();
    } catch (IOException | RuntimeException e) {
      throw new DicomRejection(RejectReason.MALFORMED, "the data set cannot be parsed");
    }
  }

  private interface Reading<T> {
    T from(OpenFile file) throws IOException;
  }

  private static <T> T contained(InputStream in, Reading<T> reading) throws DicomRejection {
    try (OpenFile file = new OpenFile(in)) {
      return reading.from(file);
    } catch (Rejected e) {
      throw e.toRejection();
    } catch (EOFException e) {
      throw new DicomRejection(RejectReason.TRUNCATED, "the file ends inside an element");
    } catch (DicomStreamException e) {
      throw new DicomRejection(RejectReason.NOT_DICOM, "the first bytes are not DICOM");
    } catch (ZipException e) {
      throw new DicomRejection(RejectReason.MALFORMED, "the data set cannot be inflated");
    } catch (IOException | RuntimeException e) {
      throw new DicomRejection(RejectReason.MALFORMED, "the data set cannot be parsed");
    } catch (StackOverflowError e) {
      throw new DicomRejection(RejectReason.LIMIT_EXCEEDED, "nested too deeply");
    }
  }

  /** One file, walked up to its pixel data. */
  private static final class OpenFile implements Closeable {
    private final ParserStream bytes;
    private final DicomInputStream parser;
    private final Inflated inflated;
    private final Elements elements;

    OpenFile(InputStream in) throws IOException {
      ParserStream source = new ParserStream(new SourceStream(in));
      DicomInputStream opened = new DicomInputStream(source);
      opened.setDicomInputHandler(new KeptElements(source));
      boolean magic = opened.getPreamble() != null;
      Attributes meta = opened.readFileMetaInformation();
      String syntax = opened.getTransferSyntax();
      refuseDirectory(meta);
      refuseReferenced(syntax);
      if (UID.DeflatedExplicitVRLittleEndian.equals(syntax)) {
        // Inflated here and not by the parser: only so can the expansion be limited.
        inflated = Inflated.of(source);
        bytes = new ParserStream(inflated);
        parser = new DicomInputStream(bytes, UID.ExplicitVRLittleEndian);
        parser.setDicomInputHandler(new KeptElements(bytes));
      } else {
        inflated = null;
        bytes = source;
        parser = opened;
      }
      try {
        elements = keep(parser.readDataset(UNDEFINED, Tag.PixelData), syntax);
      } catch (IOException | RuntimeException e) {
        close();
        if (!magic && meta == null && !(e instanceof Rejected)) {
          throw new Rejected(RejectReason.NOT_DICOM, "neither a preamble nor a readable data set");
        }
        throw e;
      }
      boolean empty = elements.texts().isEmpty();
      if (!magic && meta == null && empty) {
        throw new Rejected(RejectReason.NOT_DICOM, "neither a preamble nor a known element");
      }
    }

    Raster raster(DicomHeader header) throws IOException {
      if (parser.tag() != Tag.PixelData) {
        throw new Rejected(RejectReason.NO_PIXEL_DATA, "no element (7FE0,0010)");
      }
      boolean swapped = parser.bigEndian() && parser.vr() != VR.OB;
      long length = parser.length() == UNDEFINED ? -1 : parser.length() & 0xffffffffL;
      PixelData data = new PixelData(bytes, length, swapped);
      String syntax = elements.transferSyntaxUid();
      DecodedFrame frame = data.firstFrame(syntax, elements.pixelModule(), header.frames());
      if (inflated != null) {
        inflated.drain(); // a stream that does not end as deflate is not a whole file
      }
      return Raster.of(frame, Display.of(elements, frame.format()));
    }

    @Override
    public void close() {
      if (inflated != null) {
        inflated.close();
      }
    }
  }

  private static void refuseDirectory(Attributes meta) throws Rejected {
    String mediaClass = meta == null ? null : meta.getString(Tag.MediaStorageSOPClassUID);
    if (UID.MediaStorageDirectoryStorage.equals(mediaClass)) {
      throw directory();
    }
  }

  /** The parser would inflate these by itself, without limit; their pixels are elsewhere anyway. */
  private static void refuseReferenced(String syntax) throws Rejected {
    if (UID.JPIPReferencedDeflate.equals(syntax) || JPIP_HTJ2K_DEFLATE.equals(syntax)) {
      throw new Rejected(
          RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, "the pixels are on a JPIP server");
    }
  }

  private static Rejected directory() {
    return new Rejected(RejectReason.DICOMDIR, "a DICOMDIR: an index, not an image");
  }

  private static Elements keep(Attributes attributes, String syntax) throws IOException {
    Map<Element, String> texts = new EnumMap<>(Element.class);
    Map<Element, int[]> words = new EnumMap<>(Element.class);
    for (Element element : Element.values()) {
      int tag = element.tag();
      if (!attributes.containsValue(tag)) {
        continue;
      }
      if (element.kind() == Element.Kind.TEXT) {
        String[] values = attributes.getStrings(tag);
        texts.put(element, values == null ? "" : String.join("\\", nonNull(values)).strip());
      } else {
        words.put(element, words(attributes, tag));
      }
    }
    return new Elements(syntax, Map.copyOf(texts), Map.copyOf(words));
  }

  private static String[] nonNull(String[] values) {
    String[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      // NUL pads some values; a NUL inside an identifier is dropped, not kept.
      out[i] = out[i] == null ? "" : out[i].replace("\0", "").strip();
    }
    return out;
  }

  /** Unsigned, whatever the dictionary says: 3.3.7 takes LUT descriptors for signed. */
  private static int[] words(Attributes attributes, int tag) throws IOException {
    byte[] raw = attributes.getBytes(tag);
    int[] words = new int[raw.length / 2];
    int high = attributes.bigEndian() ? 0 : 1;
    for (int i = 0; i < words.length; i++) {
      words[i] = (raw[2 * i + high] & 0xff) << 8 | raw[2 * i + 1 - high] & 0xff;
    }
    return words;
  }

  /** Lets the parser walk the data set, but hand over only what is kept. */
  private static final class KeptElements implements DicomInputHandler {
    private static final int META_GROUP = 2;
    private static final int META_VALUE_BYTES = 1024;
    private final ParserStream bytes;
    private int depth;

    KeptElements(ParserStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public void readValue(DicomInputStream in, Attributes attributes) throws IOException {
      bytes.progress();
      int tag = in.tag();
      int length = in.length();
      limit(in, length);
      if (tag == Tag.DirectoryRecordSequence && depth == 0) {
        throw directory();
      }
      if (length == UNDEFINED) {
        readUndefined(in, attributes);
      } else if (depth == 0 && isKept(tag, length, in.vr())) {
        in.readValue(in, attributes);
      } else {
        in.skipFully(length & 0xffffffffL);
      }
    }

    /** Into attributes that are thrown away: a million empty sequences cost no memory. */
    private void readUndefined(DicomInputStream in, Attributes parent) throws IOException {
      VR vr = in.vr();
      if (vr != VR.SQ && vr != VR.OB && vr != VR.OW && vr != VR.UN) {
        throw Rejected.malformed("undefined length where the standard forbids it");
      }
      in.readValue(in, new Attributes(parent.bigEndian(), 1));
    }

    @Override
    public void readValue(DicomInputStream in, Sequence sequence) throws IOException {
      bytes.progress();
      limit(in, in.length());
      if (++depth > Limits.DEPTH) {
        throw Rejected.limit("sequences nested too deeply");
      }
      Attributes item = new Attributes(in.bigEndian(), 1);
      in.readAttributes(item, in.length(), Tag.ItemDelimitationItem);
      depth--;
    }

    @Override
    public void readValue(DicomInputStream in, Fragments fragments) throws IOException {
      bytes.progress();
      limit(in, in.length());
      in.skipFully(in.length() & 0xffffffffL);
    }

    @Override
    public void startDataset(DicomInputStream in) {}

    @Override
    public void endDataset(DicomInputStream in) {}

    private static void limit(DicomInputStream in, int length) throws Rejected {
      long end = in.getPosition() + (length == UNDEFINED ? 0 : length & 0xffffffffL);
      if (end > Limits.HEADER_BYTES) {
        throw Rejected.limit("an element reaches beyond the limit of the header");
      }
    }

    private static boolean isKept(int tag, int length, VR vr) throws Rejected {
      if (tag >>> 16 == META_GROUP) {
        return length <= META_VALUE_BYTES;
      }
      Element element = Element.withTag(tag);
      if (element == null) {
        return false;
      }
      if (length < 0 || length > element.kind().maxBytes()) {
        throw Rejected.limit("a header value is longer than the reader takes");
      }
      boolean text = element.kind() == Element.Kind.TEXT;
      boolean binary = vr == VR.US || vr == VR.SS || vr == VR.OW || vr == VR.OB || vr == VR.UN;
      if (vr == VR.SQ || text == binary && vr != VR.UN) {
        throw Rejected.malformed("a header value has the wrong value representation");
      }
      return true;
    }
  }
}
