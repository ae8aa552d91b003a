package org.medveil.audits.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.medveil.audits.Acquisition;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ImageKey;
import org.medveil.audits.Traits;

/**
 * PneumoniaMNIST (MedMNIST v2, CC BY 4.0) holds 18 images of its training part twice, which is
 * known from elsewhere; each image is a patient of its own here.
 */
class RealDuplicatesTest {
  private static final int SIDE = 28;
  private static final int HALF = SIDE / 2;

  @Test
  void eachImageThatStandsTwiceCostsOnePatient() throws IOException {
    assertEquals(18, SharedImages.patients(rows(), 0.9999).size());
  }

  private static AuditRows rows() throws IOException {
    String root = System.getenv("MEDVEIL_DATA");
    Path file =
        Path.of(root == null ? "absent" : root, "pneumoniamnist")
            .resolve("pneumoniamnist_reconstructed.npz");
    assumeTrue(Files.exists(file), "SKIPPED: no PneumoniaMNIST below MEDVEIL_DATA");
    byte[] npy;
    try (ZipFile archive = new ZipFile(file.toFile())) {
      npy = archive.getInputStream(archive.getEntry("train_images.npy")).readAllBytes();
    }
    // .npy: magic and version, the header's length in two bytes, the header, the pixels.
    int at = 10 + (npy[8] & 0xff | (npy[9] & 0xff) << 8);
    List<AuditRow> rows = new ArrayList<>();
    for (; at < npy.length; at += SIDE * SIDE) {
      String name = "image-" + rows.size();
      rows.add(
          new AuditRow(
              new ImageKey(name, name),
              Acquisition.UNKNOWN,
              Traits.UNKNOWN,
              means(Arrays.copyOfRange(npy, at, at + SIDE * SIDE))));
    }
    return AuditRows.of(rows);
  }

  /** Means of 2 × 2 pixels. */
  private static float[] means(byte[] pixels) {
    float[] means = new float[HALF * HALF];
    for (int i = 0; i < pixels.length; i++) {
      means[i / SIDE / 2 * HALF + i % SIDE / 2] += (pixels[i] & 0xff) / 4f;
    }
    return means;
  }
}
