package org.medveil.jobs.deidentify;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.medveil.imaging.PixelImage;

/** A frame as a data URI, made smaller by leaving pixels out. */
final class FramePicture {
  private static final int LARGEST = 640;

  private FramePicture() {}

  static String dataUri(PixelImage image) {
    int step = Math.max(1, (Math.max(image.width(), image.height()) + LARGEST - 1) / LARGEST);
    int width = Math.max(1, image.width() / step);
    int height = Math.max(1, image.height() / step);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    byte[] pixels = image.pixels();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * step * image.width() + x * step) * 3;
        picture.setRGB(
            x, y, (pixels[at] & 0xff) << 16 | (pixels[at + 1] & 0xff) << 8 | pixels[at + 2] & 0xff);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
