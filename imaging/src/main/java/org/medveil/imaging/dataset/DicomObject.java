package org.medveil.imaging.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Limits;

/**
 * One DICOM file in memory (PS3.10). The attributes may be changed in place; {@link #write} gives
 * the file with everything else byte for byte as it was, except that
 *
 * <ul>
 *   <li>group lengths are left out and tags are in order, the last of equal ones only;
 *   <li>values of odd length get the padding byte the standard wants;
 *   <li>a file without preamble or file meta group gets both;
 *   <li>bytes behind the data set that are no elements are left out.
 * </ul>
 *
 * <p>Sequences are kept in any depth up to the limit, private ones and those inside UN too (PS3.5
 * 6.2.2); these are written as UN again. A VR that the library does not know (3.3.7: OL, OV, SV,
 * UV) shows as {@code VR.UN} and is written as what it was.
 */
public final class DicomObject {
  private static final int EXTENDED_OFFSETS = 0x7FE00001;
  private static final int EXTENDED_LENGTHS = 0x7FE00002;

  /** Of this writer: a UUID-derived UID, drawn once. */
  private static final String IMPLEMENTATION = "2.25.312877461209338150871206649820331470526";

  private final byte[] preamble;
  private final Attributes meta;
  private final Attributes dataset;
  private final String transferSyntax;
  private final PixelElement pixels;
  private final boolean newPixels;
  private final Extent extent;
  private final Originals originals;

  DicomObject(Opened file, PixelElement pixels, Extent extent) {
    this(
        file.preamble(),
        file.meta(),
        file.dataset(),
        file.transferSyntax(),
        pixels,
        false,
        extent,
        file.originals());
  }

  private DicomObject(
      byte[] preamble,
      Attributes meta,
      Attributes dataset,
      String transferSyntax,
      PixelElement pixels,
      boolean newPixels,
      Extent extent,
      Originals originals) {
    this.preamble = preamble;
    this.meta = meta;
    this.dataset = dataset;
    this.transferSyntax = transferSyntax;
    this.pixels = pixels;
    this.newPixels = newPixels;
    this.extent = extent;
    this.originals = originals;
  }

  /**
   * Reads one file. The stream is read forward and not closed.
   *
   * @throws DicomRejection when the bytes are no DICOM file, break off, contradict themselves, go
   *     beyond the limits, or are a DICOMDIR
   */
  public static DicomObject read(InputStream in, Extent extent) throws DicomRejection {
    return read(in, extent, Limits.FILE_BYTES);
  }

  /**
   * As {@link #read(InputStream, Extent)}, within fewer bytes.
   *
   * @param most bytes of the file, and of its data set when it is inflated
   * @throws DicomRejection LIMIT_EXCEEDED beyond them
   */
  public static DicomObject read(InputStream in, Extent extent, long most) throws DicomRejection {
    Partial partial = FileReader.read(in, extent, most);
    if (partial.flaw().isPresent()) {
      throw partial.flaw().get();
    }
    return partial.object();
  }

  /**
   * As {@link #read}, but keeps what was read in front of a flaw.
   *
   * @throws DicomRejection when there is nothing to keep
   */
  public static Partial readLeniently(InputStream in, Extent extent) throws DicomRejection {
    return FileReader.read(in, extent, Limits.FILE_BYTES);
  }

  /** The 128 bytes in front of the magic word; empty when there were none. */
  public byte[] preamble() {
    return preamble.clone();
  }

  /** Group 0002 without its length; empty when there was none. May be changed. */
  public Attributes meta() {
    return meta;
  }

  /** All elements but the pixel data. May be changed. */
  public Attributes dataset() {
    return dataset;
  }

  /** The UID in the file meta group, or as guessed where there is none. */
  public String transferSyntax() {
    return transferSyntax;
  }

  /** The pixel data; empty when there is none or when only the header was read. */
  public Optional<PixelElement> pixels() {
    return Optional.ofNullable(pixels);
  }

  /** The same attributes with these pixels, or none; the extended offset table goes. */
  public DicomObject withPixels(Optional<PixelElement> replacement) {
    return new DicomObject(
        preamble, meta, dataset, transferSyntax, replacement.orElse(null), true, extent, originals);
  }

  /**
   * The same to be written in another transfer syntax; the pixels are the caller's care.
   *
   * @param uid the one of the file, or one of explicit VR, little endian
   */
  public DicomObject withTransferSyntax(String uid) {
    if (!uid.equals(transferSyntax) && !Syntax.of(uid).equals(Syntax.EXPLICIT)) {
      throw new IllegalArgumentException("written as it was or as explicit little endian");
    }
    return new DicomObject(preamble, meta, dataset, uid, pixels, newPixels, extent, originals);
  }

  /**
   * A preamble of zeros and a file meta group made from the data set, with nothing in it that the
   * standard does not want there (PS3.10 §7.1).
   */
  public DicomObject withNewMeta() {
    Attributes fresh = new Attributes(false, 6);
    fresh.setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1});
    fresh.setString(Tag.ImplementationClassUID, VR.UI, IMPLEMENTATION);
    fresh.setString(Tag.ImplementationVersionName, VR.SH, "MEDVEIL");
    return new DicomObject(
        new byte[128], fresh, dataset, transferSyntax, pixels, newPixels, extent, originals);
  }

  /**
   * Writes the file. The meta group follows the data set in its SOP class, instance and transfer
   * syntax.
   *
   * @throws IllegalStateException when only the header was read
   */
  public void write(OutputStream out) throws IOException {
    if (extent == Extent.HEADER) {
      throw new IllegalStateException("only the header of this file was read");
    }
    FileWriter.write(this, out);
  }

  /** Elements of the data set that are written in front of or behind the pixel data. */
  boolean isWritten(int tag, boolean behindPixels) {
    int place = pixels == null ? PixelElement.PIXEL_DATA : pixels.tag();
    boolean stale = newPixels && (tag == EXTENDED_OFFSETS || tag == EXTENDED_LENGTHS);
    return !stale
        && (tag & 0xffff) != 0
        && !PixelElement.holdsPixels(tag)
        && behindPixels == Integer.compareUnsigned(tag, place) > 0;
  }

  Originals originals() {
    return originals;
  }

  @Override
  public String toString() {
    return "DicomObject[values withheld]";
  }
}
