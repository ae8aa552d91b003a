package org.medveil.jobs.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.medveil.imaging.PixelImage;

/** An image as a data URI, small ones enlarged without smoothing so that a pixel stays a pixel. */
final class Picture {
  private static final int SHOWN = 256;

  private Picture() {}

  static String dataUri(PixelImage image) {
    int scale = Math.max(1, SHOWN / image.width());
    BufferedImage picture =
        new BufferedImage(
            image.width() * scale, image.height() * scale, BufferedImage.TYPE_INT_RGB);
    byte[] pixels = image.pixels();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int at = ((y / scale) * image.width() + x / scale) * image.channels();
        int red = pixels[at] & 0xff;
        int green = pixels[at + (image.channels() == 3 ? 1 : 0)] & 0xff;
        int blue = pixels[at + (image.channels() == 3 ? 2 : 0)] & 0xff;
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
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
