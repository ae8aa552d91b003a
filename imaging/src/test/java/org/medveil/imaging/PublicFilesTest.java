package org.medveil.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Files that real devices and other toolkits wrote. */
class PublicFilesTest {
  private static final Pattern TRUTH =
      Pattern.compile(
          "\"file\": \"([^\"]+)\".*?\"PatientID\": \"([^\"]+)\".*?\"pixels_sha256\": \"([0-9a-f]+)\","
              + "\\s*\"transfer_syntax\": \"([0-9.]+)\"",
          Pattern.DOTALL);

  /** A fall of these counts is a regression; a rise deserves new numbers here. */
  @Test
  void realFilesAreReadOrRejected() {
    int headers = 0;
    int images = 0;
    for (Path file : DataFolder.files(DataFolder.named("dicom_real"))) {
      Object header = DataFolder.headerOutcome(file);
      Object image = DataFolder.outcome(file);
      headers += header instanceof DicomHeader ? 1 : 0;
      images += image instanceof DicomImage ? 1 : 0;
      if (image instanceof DicomImage read) {
        assertEquals(header, read.header());
        assertEquals(read.raster().height(), read.raster().toRgb8().height());
      }
    }
    assertEquals(List.of(180, 122), List.of(headers, images));
  }

  @Test
  void oneSliceInManyEncodingsIsOneImage() {
    Path folder = DataFolder.named("dicom_real").resolve("dicomParser");
    List<Raster> slices = new ArrayList<>();
    for (Path file : DataFolder.files(folder)) {
      String name = file.getFileName().toString();
      if (name.startsWith("CT1_UNC.explicit") || name.startsWith("CT1_UNC.implicit")) {
        slices.add(assertInstanceOf(DicomImage.class, DataFolder.outcome(file), name).raster());
      }
    }
    assertTrue(slices.size() >= 3);
    slices.forEach(slice -> assertEquals(slices.get(0), slice));
  }

  @Test
  void runLengthsAndWordsDecodeTheSame() {
    Path folder = DataFolder.named("dicom_real").resolve("pydicom");
    for (String pair :
        List.of(
            "MR_small.dcm MR_small_RLE.dcm",
            "MR_small.dcm MR_small_bigendian.dcm",
            "MR_small.dcm MR_small_expb.dcm",
            "MR_small.dcm MR_small_implicit.dcm",
            "MR_small.dcm MR_small_padded.dcm",
            "SC_rgb_small_odd.dcm SC_rgb_small_odd_big_endian.dcm",
            "SC_rgb_rle.dcm SC_rgb_rle_2frame.dcm",
            "SC_rgb_rle_16bit.dcm SC_rgb_rle_16bit_2frame.dcm")) {
      String[] names = pair.split(" ");
      Object first = DataFolder.outcome(folder.resolve(names[0]));
      Object second = DataFolder.outcome(folder.resolve(names[1]));
      assertEquals(
          assertInstanceOf(DicomImage.class, first, names[0]).raster(),
          assertInstanceOf(DicomImage.class, second, names[1]).raster(),
          pair);
    }
  }

  /** The eight JPEG files are left out: their hash was taken before the lossy compression. */
  @Test
  void plantedFilesGiveTheirPixelsAndPatients() throws IOException, GeneralSecurityException {
    Path folder = DataFolder.named("dicom_phi");
    Matcher truth = TRUTH.matcher(Files.readString(folder.resolve("truth.json")));
    int files = 0;
    int exact = 0;
    while (truth.find()) {
      Object outcome = DataFolder.outcome(folder.resolve(truth.group(1)));
      DicomImage image = assertInstanceOf(DicomImage.class, outcome, truth.group(1));
      assertEquals(truth.group(2), image.header().patientId());
      assertEquals(truth.group(4), image.header().transferSyntaxUid());
      if (!truth.group(4).startsWith(DicomBytes.JPEG)) {
        assertEquals(truth.group(3), sha256(image.raster()), truth.group(1));
        exact++;
      }
      files++;
    }
    assertEquals(List.of(134, 126), List.of(files, exact));
  }

  private static String sha256(Raster raster) throws GeneralSecurityException {
    byte[] bytes = new byte[raster.height() * raster.width() * raster.channels()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) raster.sample(i);
    }
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
