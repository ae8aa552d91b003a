package org.medveil.audits.reidentification;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.medveil.audits.Acquisition;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ImageKey;
import org.medveil.audits.Traits;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

/**
 * NIH ChestX-ray14, 649 images of 185 patients at 64 x 64 (Wang et al. 2017; data from the NIH
 * Clinical Center, https://nihcc.app.box.com/v/ChestXray-NIHCC). A follow-up number is a visit.
 */
final class ChestXrays {
  private static final int SIDE = 64;

  private ChestXrays() {}

  record Image(String file, String subject, int visit, Traits traits, byte[] pixels) {}

  /** Skips the test, and says so, without the data. */
  static List<Image> images() throws IOException {
    String root = System.getenv("MEDVEIL_DATA");
    Path folder = root == null ? Path.of("absent") : Path.of(root, "nih_cxr64");
    assumeTrue(Files.isDirectory(folder), "skipped: no MEDVEIL_DATA with nih_cxr64");
    List<Image> images = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("metadata.csv"))) {
      String[] cells = line.split(",");
      if (cells[0].equals("file")) {
        continue;
      }
      Traits traits =
          new Traits(
              Optional.of(cells[7]),
              Optional.of(Integer.parseInt(cells[6]) / 20 * 20 + "+"),
              Optional.empty(),
              Optional.of(cells[2]));
      images.add(
          new Image(
              cells[0],
              cells[3],
              Integer.parseInt(cells[4]),
              traits,
              grey(folder.resolve("images").resolve(cells[0]))));
    }
    return images;
  }

  private static byte[] grey(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    byte[] pixels = new byte[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (image.getRGB(i % SIDE, i / SIDE) >> 8 & 0xff);
    }
    return pixels;
  }

  static AuditRows encoded(List<Image> images, String encoder) {
    Encoder named = Encoders.named(encoder, new EncoderSettings(SIDE, SIDE, 1, null));
    List<AuditRow> rows = new ArrayList<>();
    for (Image image : images) {
      rows.add(
          new AuditRow(
              new ImageKey(image.subject, image.file),
              new Acquisition(
                  OptionalInt.of(image.visit),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()),
              image.traits,
              named.encode(new EncoderInput(SIDE, SIDE, 1, image.pixels))));
    }
    return AuditRows.of(rows);
  }

  static Map<String, PixelPrint> prints(List<Image> images) {
    Map<String, PixelPrint> prints = new HashMap<>();
    for (Image image : images) {
      prints.put(image.file, PixelPrint.of(SIDE, SIDE, image.pixels));
    }
    return prints;
  }
}
