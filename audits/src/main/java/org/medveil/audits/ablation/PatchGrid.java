package org.medveil.audits.ablation;

import java.io.Serializable;
import org.medveil.contracts.Refusal;
import org.medveil.learning.encode.EncoderInput;

/**
 * Square patches side by side over images of one shape; those at the far edges may be smaller.
 *
 * @param height rows of the images
 * @param width columns of the images
 * @param patch side of a patch, pixels
 */
public record PatchGrid(int height, int width, int patch) implements Serializable {
  private static final int MOST_CELLS = 1024;

  /**
   * @throws Refusal exit 2 when fewer than four or more than 1024 patches result
   */
  public PatchGrid {
    if (patch < 1 || height < 1 || width < 1) {
      throw Refusal.usage("A patch has at least one pixel.", "Use e.g. an eighth of the image.");
    }
    long cells = (long) ceiling(height, patch) * ceiling(width, patch);
    if (cells < 4 || cells > MOST_CELLS) {
      throw Refusal.usage(
          "These patches cut the image into " + cells + " cells, not 4 to " + MOST_CELLS + ".",
          "Use e.g. an eighth of the image as --patch.");
    }
  }

  /** Cells from top to bottom. */
  public int down() {
    return ceiling(height, patch);
  }

  /** Cells from left to right. */
  public int across() {
    return ceiling(width, patch);
  }

  /** Number of cells, row by row. */
  public int cells() {
    return down() * across();
  }

  /**
   * The image with one cell covered by the image's own mean value, channel by channel: a black
   * patch would be a mark of its own.
   */
  EncoderInput covered(EncoderInput image, int cell) {
    byte[] pixels = image.pixels().clone();
    int channels = image.channels();
    int top = cell / across() * patch;
    int left = cell % across() * patch;
    for (int channel = 0; channel < channels; channel++) {
      byte mean = mean(image, channel);
      for (int y = top; y < Math.min(top + patch, height); y++) {
        for (int x = left; x < Math.min(left + patch, width); x++) {
          pixels[(y * width + x) * channels + channel] = mean;
        }
      }
    }
    return new EncoderInput(height, width, channels, pixels);
  }

  private static byte mean(EncoderInput image, int channel) {
    long sum = 0;
    for (int at = channel; at < image.pixels().length; at += image.channels()) {
      sum += image.pixels()[at] & 0xff;
    }
    return (byte) Math.round(sum / (double) (image.height() * image.width()));
  }

  private static int ceiling(int length, int part) {
    return (length + part - 1) / part;
  }
}
