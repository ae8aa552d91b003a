package org.medveil.imaging.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** A file from its parts (PS3.10 §7.1). */
final class FileWriter {
  private static final int PREAMBLE = 128;

  private FileWriter() {}

  static void write(DicomObject object, OutputStream out) throws IOException {
    Sink head = new Sink();
    byte[] preamble = object.preamble();
    head.writeBytes(preamble.length == PREAMBLE ? preamble : new byte[PREAMBLE]);
    head.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    writeMeta(object, head);
    if (object.transferSyntax().equals(Syntax.DEFLATED_UID)) {
      head.writeTo(out);
      writeDeflated(object, out);
    } else {
      writeDataSet(object, head, out);
    }
  }

  private static void writeMeta(DicomObject object, Sink head) throws IOException {
    Attributes meta = object.meta();
    Attributes dataset = object.dataset();
    follow(meta, Tag.MediaStorageSOPClassUID, dataset.getString(Tag.SOPClassUID));
    follow(meta, Tag.MediaStorageSOPInstanceUID, dataset.getString(Tag.SOPInstanceUID));
    follow(meta, Tag.TransferSyntaxUID, object.transferSyntax());
    if (!meta.contains(Tag.FileMetaInformationVersion)) {
      meta.setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1});
    }
    Sink group = new Sink();
    new DataSetWriter(object.originals(), Syntax.EXPLICIT)
        .write(meta, tag -> tag != Tag.FileMetaInformationGroupLength, group);
    head.putTag(Tag.FileMetaInformationGroupLength, false);
    head.putShort(VR.UL.code(), true);
    head.putShort(4, false);
    head.putInt(group.size(), false);
    group.writeTo(head);
  }

  private static void follow(Attributes meta, int tag, String uid) {
    if (uid != null && !uid.equals(meta.getString(tag))) {
      meta.setString(tag, VR.UI, uid);
    }
  }

  private static void writeDataSet(DicomObject object, Sink head, OutputStream out)
      throws IOException {
    Syntax syntax = Syntax.of(object.transferSyntax());
    DataSetWriter writer = new DataSetWriter(object.originals(), syntax);
    writer.write(object.dataset(), tag -> object.isWritten(tag, false), head);
    if (object.pixels().isPresent()) {
      PixelElement pixels = object.pixels().get();
      DataSetWriter.writePixels(pixels, syntax, head, new FirstHead(head, out));
      writer.write(object.dataset(), tag -> object.isWritten(tag, true), head);
    }
    head.writeTo(out);
  }

  /** What is buffered goes out in front of the first large value. */
  private static final class FirstHead implements DataSetWriter.Body {
    private final Sink head;
    private final OutputStream out;

    FirstHead(Sink head, OutputStream out) {
      this.head = head;
      this.out = out;
    }

    @Override
    public void add(byte[] bytes) throws IOException {
      head.writeTo(out);
      head.reset();
      out.write(bytes);
    }
  }

  private static void writeDeflated(DicomObject object, OutputStream out) throws IOException {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(deflated, deflater)) {
      writeDataSet(object, new Sink(), deflating);
    } finally {
      deflater.end();
    }
    if ((deflated.size() & 1) != 0) {
      deflated.write(0); // PS3.5 A.5
    }
    deflated.writeTo(out);
  }
}
