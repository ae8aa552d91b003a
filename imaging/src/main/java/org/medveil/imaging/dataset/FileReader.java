package org.medveil.imaging.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Inflated;
import org.medveil.imaging.Rejected;
import org.medveil.imaging.SourceStream;

/** From the first byte to the last: preamble, file meta group, data set, pixels, what follows. */
final class FileReader {
  private static final int PREAMBLE = 128;
  private static final int META_GROUP = 2;
  private static final int FIRST_TRAILING_GROUP = 0x7FE0;

  private final ByteSource source;
  private final Extent extent;
  private final long most;
  private Opened opened;
  private PixelElement pixels;

  private FileReader(InputStream in, Extent extent, long most) {
    this.source = new ByteSource(new SourceStream(in, most));
    this.extent = extent;
    this.most = most;
  }

  static Partial read(InputStream in, Extent extent, long most) throws DicomRejection {
    FileReader reader = new FileReader(in, extent, most);
    Optional<DicomRejection> flaw = Optional.empty();
    try {
      reader.open();
      reader.readDataSet();
    } catch (Rejected e) {
      flaw = Optional.of(e.toRejection());
    } catch (EOFException e) {
      flaw = rejection(RejectReason.TRUNCATED, "the file ends inside an element");
    } catch (ZipException e) {
      flaw = rejection(RejectReason.MALFORMED, "the data set cannot be inflated");
    } catch (IOException | RuntimeException e) {
      flaw = rejection(RejectReason.MALFORMED, "the data set cannot be parsed");
    }
    boolean nothing = reader.opened == null || reader.opened.dataset().isEmpty();
    if (flaw.isPresent() && nothing) {
      throw flaw.get();
    }
    return new Partial(new DicomObject(reader.opened, reader.pixels, extent), flaw);
  }

  private static Optional<DicomRejection> rejection(RejectReason reason, String detail) {
    return Optional.of(new DicomRejection(reason, detail));
  }

  private void open() throws IOException {
    byte[] preamble = new byte[0];
    if (hasPreamble()) {
      preamble = source.take(PREAMBLE);
      source.advance(4);
    }
    if (preamble.length == 0 && !Guess.startsLikeDicom(source)) {
      throw new Rejected(RejectReason.NOT_DICOM, "neither a preamble nor a readable data set");
    }
    Attributes meta = new Attributes(false, 10);
    Originals originals = new Originals();
    Level level = new Level(false);
    DataSetReader reader = new DataSetReader(source, originals);
    reader.readRoot(level, metaSyntax(), tag -> tag >>> 16 != META_GROUP);
    reader.settle(level, meta);
    meta.remove(Tag.FileMetaInformationGroupLength);
    if (UID.MediaStorageDirectoryStorage.equals(meta.getString(Tag.MediaStorageSOPClassUID))) {
      throw directory();
    }
    String given = meta.getString(Tag.TransferSyntaxUID);
    if (source.available(8) < 8) {
      throw new EOFException(); // no file meta group stands for itself
    }
    boolean absent = given == null || given.isBlank();
    String uid = absent ? Guess.transferSyntaxOrElse(source) : given.strip();
    Attributes dataset = new Attributes(Syntax.of(uid).bigEndian(), 64);
    opened = new Opened(preamble, meta, dataset, uid, originals);
  }

  /** The magic word may also stand in the text of a data set without preamble. */
  private boolean hasPreamble() throws IOException {
    return source.available(PREAMBLE + 6) >= PREAMBLE + 4
        && isMagic()
        && (source.available(PREAMBLE + 6) < PREAMBLE + 6
            || source.peekShort(PREAMBLE + 4, false) == META_GROUP
            || Guess.transferSyntax(source) == null);
  }

  private boolean isMagic() {
    return source.peek(PREAMBLE) == 'D'
        && source.peek(PREAMBLE + 1) == 'I'
        && source.peek(PREAMBLE + 2) == 'C'
        && source.peek(PREAMBLE + 3) == 'M';
  }

  /** Explicit by the standard; some writers use the implicit form here too. */
  private Syntax metaSyntax() throws IOException {
    boolean letters = source.available(6) < 6 || VrCode.isLetters(source.peekShort(4, true));
    return letters ? Syntax.EXPLICIT : Syntax.IMPLICIT;
  }

  private void readDataSet() throws IOException {
    String uid = opened.transferSyntax();
    if (uid.equals(UID.JPIPReferencedDeflate) || uid.equals("1.2.840.10008.1.2.4.205")) {
      throw new Rejected(
          RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, "the pixels are on a JPIP server");
    }
    if (!uid.equals(Syntax.DEFLATED_UID)) {
      readElements(source);
      return;
    }
    // Limited here: 64 KiB may become 64 MiB.
    try (Inflated inflated = Inflated.of(source.rest(), most)) {
      readElements(new ByteSource(inflated));
      if (extent == Extent.WHOLE) {
        inflated.drain(); // a stream that does not end as deflate is not a whole file
      }
    }
  }

  private void readElements(ByteSource elements) throws IOException {
    Syntax syntax = Guess.checked(elements, Syntax.of(opened.transferSyntax()));
    DataSetReader reader = new DataSetReader(elements, opened.originals());
    Level root = new Level(syntax.bigEndian());
    try {
      reader.readRoot(root, syntax, FileReader::endsDataSet);
      if (!elements.atEnd() && !PixelElement.holdsPixels(elements.peekTag(0, syntax.bigEndian()))) {
        throw Rejected.malformed("a command or file meta element in the data set");
      }
      if (extent == Extent.WHOLE && !elements.atEnd()) {
        pixels = reader.readPixels(syntax, most);
        readTrailing(reader, root, syntax);
      }
    } finally {
      reader.settle(root, opened.dataset());
    }
    if (opened.dataset().contains(Tag.DirectoryRecordSequence)) {
      throw directory();
    }
  }

  /** Padding, signatures. What is no element is not part of the data set, and left out. */
  private static void readTrailing(DataSetReader reader, Level root, Syntax syntax)
      throws IOException {
    try {
      reader.readRoot(root, syntax, tag -> !mayFollow(tag));
    } catch (EOFException e) {
      return;
    } catch (Rejected e) {
      if (e.reason() != RejectReason.MALFORMED && e.reason() != RejectReason.LIMIT_EXCEEDED) {
        throw e;
      }
    }
  }

  private static boolean endsDataSet(int tag) {
    return PixelElement.holdsPixels(tag) || tag >>> 16 == 0 || tag >>> 16 == META_GROUP;
  }

  private static boolean mayFollow(int tag) {
    return tag >>> 16 >= FIRST_TRAILING_GROUP && !PixelElement.holdsPixels(tag);
  }

  private static Rejected directory() {
    return new Rejected(RejectReason.DICOMDIR, "a DICOMDIR: an index, not an image");
  }
}
