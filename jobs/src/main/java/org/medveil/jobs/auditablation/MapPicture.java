package org.medveil.jobs.auditablation;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** An averaged map as a picture: black is the least cell, yellow the most. */
final class MapPicture {
  private static final int SHOWN = 256;

  private MapPicture() {}

  static byte[] png(double[] map, int across) {
    int down = map.length / across;
    int scale = Math.max(1, SHOWN / Math.max(across, down));
    double least = Arrays.stream(map).min().orElse(0);
    double most = Arrays.stream(map).max().orElse(0);
    BufferedImage picture =
        new BufferedImage(across * scale, down * scale, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        double value = map[y / scale * across + x / scale];
        picture.setRGB(x, y, colour(most > least ? (value - least) / (most - least) : 0));
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes bytes", e);
    }
    return png.toByteArray();
  }

  /** Black, red, yellow. */
  private static int colour(double value) {
    int red = (int) Math.round(255 * Math.min(1, 2 * value));
    int green = (int) Math.round(255 * Math.max(0, 2 * value - 1));
    return red << 16 | green << 8;
  }
}
