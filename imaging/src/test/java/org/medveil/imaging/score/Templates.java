package org.medveil.imaging.score;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.plant.Planter;

/** Files to plant into: two made here, and the public ones where they are. */
public final class Templates {
  private Templates() {}

  /** A CT slice of 16 bit and a colour picture of 8 bit, both of soft texture. */
  public static List<byte[]> made() {
    return List.of(ct(), colour());
  }

  /** Every public file that can carry planted values; none without MEDVEIL_DATA. */
  public static List<byte[]> real() {
    String root = System.getenv("MEDVEIL_DATA");
    Path folder = Path.of(root == null ? "." : root, "dicom_real");
    List<byte[]> usable = new ArrayList<>();
    if (root == null || !Files.isDirectory(folder)) {
      return usable;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        try {
          Planter.check(bytes);
          usable.add(bytes);
        } catch (DicomRejection e) {
          // Not DICOM, cut off, a directory: nothing to plant into.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return usable;
  }

  private static byte[] ct() {
    Attributes image = image(160, 200, 16, 1);
    image.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
    image.setString(Tag.Modality, VR.CS, "CT");
    image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
    image.setString(Tag.PixelSpacing, VR.DS, "0.5", "0.5");
    image.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
    image.setInt(Tag.BitsStored, VR.US, 12);
    image.setInt(Tag.HighBit, VR.US, 11);
    image.setBytes(Tag.PixelData, VR.OW, texture(160 * 200, 2));
    return write(image);
  }

  private static byte[] colour() {
    Attributes image = image(192, 176, 8, 3);
    image.setString(Tag.SOPClassUID, VR.UI, UID.SecondaryCaptureImageStorage);
    image.setString(Tag.Modality, VR.CS, "OP");
    image.setString(Tag.ConversionType, VR.CS, "DI");
    image.setString(Tag.PhotometricInterpretation, VR.CS, "RGB");
    image.setInt(Tag.PlanarConfiguration, VR.US, 0);
    image.setBytes(Tag.PixelData, VR.OB, texture(192 * 176 * 3, 1));
    return write(image);
  }

  private static Attributes image(int rows, int columns, int bits, int channels) {
    Attributes image = new Attributes();
    image.setInt(Tag.Rows, VR.US, rows);
    image.setInt(Tag.Columns, VR.US, columns);
    image.setInt(Tag.BitsAllocated, VR.US, bits);
    image.setInt(Tag.BitsStored, VR.US, bits);
    image.setInt(Tag.HighBit, VR.US, bits - 1);
    image.setInt(Tag.SamplesPerPixel, VR.US, channels);
    image.setInt(Tag.PixelRepresentation, VR.US, 0);
    image.setString(Tag.SOPInstanceUID, VR.UI, "2.25.1");
    return image;
  }

  private static byte[] texture(int samples, int bytes) {
    SplittableRandom random = new SplittableRandom(7);
    byte[] out = new byte[samples * bytes];
    double value = 500;
    for (int i = 0; i < samples; i++) {
      value += 0.1 * (500 - value) + random.nextInt(-60, 61);
      int sample = (int) Math.max(0, Math.min(1000, value));
      if (bytes == 2) {
        out[2 * i] = (byte) sample;
        out[2 * i + 1] = (byte) (sample >> 8);
      } else {
        out[i] = (byte) (sample / 5);
      }
    }
    return out;
  }

  private static byte[] write(Attributes image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DicomOutputStream out = new DicomOutputStream(bytes, UID.ExplicitVRLittleEndian)) {
      out.writeDataset(image.createFileMetaInformation(UID.ExplicitVRLittleEndian), image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
