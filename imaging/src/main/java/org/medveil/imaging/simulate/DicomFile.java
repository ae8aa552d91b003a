package org.medveil.imaging.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;

/** A photograph as the bytes of a DICOM file (PS3.10), plain or as encapsulated JPEG. */
final class DicomFile {
  static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
  static final String JPEG_BASELINE = "1.2.840.10008.1.2.4.50";

  /** Of this writer: a UUID-derived UID, drawn once. */
  private static final String IMPLEMENTATION = "2.25.195487230714068371422973611520946081937";

  private DicomFile() {}

  /** RGB pixels as they are. */
  static byte[] plain(Exposure exposure, byte[] rgb) throws IOException {
    Attributes dataset = FundusDataset.of(exposure);
    dataset.setString(Tag.PhotometricInterpretation, VR.CS, "RGB");
    dataset.setString(Tag.LossyImageCompression, VR.CS, "00");
    dataset.setBytes(Tag.PixelData, VR.OB, rgb);
    return write(dataset, EXPLICIT_LITTLE_ENDIAN);
  }

  /** One JPEG stream in one fragment behind an empty offset table (PS3.5 A.4). */
  static byte[] jpeg(Exposure exposure, byte[] rgb) throws IOException {
    byte[] stream =
        JpegBaseline.encode(rgb, exposure.size(), exposure.site().camera().jpegQuality());
    Attributes dataset = FundusDataset.of(exposure);
    dataset.setString(Tag.PhotometricInterpretation, VR.CS, "YBR_FULL_422");
    dataset.setString(Tag.LossyImageCompression, VR.CS, "01");
    String ratio = String.format(Locale.ROOT, "%.2f", rgb.length / (double) stream.length);
    dataset.setString(Tag.LossyImageCompressionRatio, VR.DS, ratio);
    dataset.setString(Tag.LossyImageCompressionMethod, VR.CS, "ISO_10918_1");
    Fragments fragments = dataset.newFragments(Tag.PixelData, VR.OB, 2);
    fragments.add(new byte[0]);
    fragments.add(Arrays.copyOf(stream, stream.length + stream.length % 2));
    return write(dataset, JPEG_BASELINE);
  }

  private static byte[] write(Attributes dataset, String transferSyntax) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(220_000);
    try (DicomOutputStream out = new DicomOutputStream(bytes, EXPLICIT_LITTLE_ENDIAN)) {
      Attributes meta = dataset.createFileMetaInformation(transferSyntax);
      meta.setString(Tag.ImplementationClassUID, VR.UI, IMPLEMENTATION);
      meta.setString(Tag.ImplementationVersionName, VR.SH, "MEDVEIL_SIM_1");
      out.writeDataset(meta, dataset);
    }
    return bytes.toByteArray();
  }
}
