package org.medveil.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Resizing, masking, mirroring. */
class PixelsTest {
  private static PixelImage image(int height, int width, int channels, long seed) {
    byte[] pixels = new byte[height * width * channels];
    new SplittableRandom(seed).nextBytes(pixels);
    return new PixelImage(height, width, channels, pixels);
  }

  private static int at(PixelImage image, int index) {
    return image.pixels()[index] & 0xff;
  }

  @Property(tries = 200)
  void resizingStaysWithinTheValuesAndCommutesWithMirroring(
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int newHeight,
      @ForAll @IntRange(min = 1, max = 20) int newWidth,
      @ForAll boolean colour,
      @ForAll long seed) {
    PixelImage image = image(height, width, colour ? 3 : 1, seed);
    PixelImage resized = Pixels.resize(image, newHeight, newWidth);
    assertEquals(newHeight, resized.height());
    assertEquals(newWidth, resized.width());
    int lowest = 255;
    int highest = 0;
    for (byte pixel : image.pixels()) {
      lowest = Math.min(lowest, pixel & 0xff);
      highest = Math.max(highest, pixel & 0xff);
    }
    for (byte pixel : resized.pixels()) {
      assertTrue((pixel & 0xff) >= lowest && (pixel & 0xff) <= highest);
    }
    assertEquals(Pixels.mirror(resized), Pixels.resize(Pixels.mirror(image), newHeight, newWidth));
    assertEquals(image, Pixels.mirror(Pixels.mirror(image)));
  }

  @Test
  void shrinkingAveragesAreas() {
    PixelImage image = new PixelImage(2, 3, 1, new byte[] {0, 30, 60, 90, 120, (byte) 150});
    assertArrayEquals(new byte[] {75}, Pixels.resize(image, 1, 1).pixels());
    // Two outputs share the middle column: (0 + 90 + (30 + 120) / 2) / 3 and its counterpart.
    assertArrayEquals(new byte[] {55, 95}, Pixels.resize(image, 1, 2).pixels());
  }

  @Test
  void growingInterpolatesBetweenCentres() {
    PixelImage image = new PixelImage(1, 2, 1, new byte[] {0, 100});
    assertArrayEquals(new byte[] {0, 25, 75, 100}, Pixels.resize(image, 1, 4).pixels());
  }

  @Test
  void channelsDoNotMix() {
    PixelImage image = new PixelImage(1, 2, 3, new byte[] {10, 20, 30, 30, 40, 50});
    assertArrayEquals(new byte[] {20, 30, 40}, Pixels.resize(image, 1, 1).pixels());
  }

  @Test
  void theCircleKeepsItsInsideAndNothingElse() {
    byte[] white = new byte[40 * 60];
    Arrays.fill(white, (byte) 255);
    PixelImage masked = Pixels.maskOutsideCircle(new PixelImage(40, 60, 1, white));
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 60; x++) {
        double distance = Math.hypot(y - 19.5, x - 29.5);
        assertEquals(distance <= 20 ? 255 : 0, at(masked, y * 60 + x));
      }
    }
    assertEquals(masked, Pixels.maskOutsideCircle(masked));
  }

  @Test
  void standardisingTakesBrightnessAndContrastAway() {
    byte[] dark = new byte[16 * 16];
    byte[] bright = new byte[16 * 16];
    for (int i = 0; i < dark.length; i++) {
      dark[i] = (byte) (20 + (i * 7) % 32);
      bright[i] = (byte) (90 + 4 * ((i * 7) % 32));
    }
    byte[] a = Pixels.standardizeInsideCircle(new PixelImage(16, 16, 1, dark)).pixels();
    byte[] b = Pixels.standardizeInsideCircle(new PixelImage(16, 16, 1, bright)).pixels();
    double sum = 0;
    int inside = 0;
    for (int i = 0; i < a.length; i++) {
      boolean outside = Math.pow(2 * (i / 16) - 15, 2) + Math.pow(2 * (i % 16) - 15, 2) > 16 * 16;
      if (outside) {
        assertEquals(dark[i], a[i]);
      } else {
        assertEquals(a[i] & 0xff, b[i] & 0xff, 1);
        sum += a[i] & 0xff;
        inside++;
      }
    }
    assertEquals(128, sum / inside, 0.5);
  }

  @Test
  void imagesOwnTheirPixels() {
    byte[] pixels = {1, 2};
    PixelImage image = new PixelImage(1, 2, 1, pixels);
    pixels[0] = 9;
    image.pixels()[1] = 9;
    assertArrayEquals(new byte[] {1, 2}, image.pixels());
    assertThrows(IllegalArgumentException.class, () -> new PixelImage(1, 2, 1, new byte[3]));
    assertThrows(IllegalArgumentException.class, () -> new PixelImage(1, 1, 2, new byte[2]));
  }
}
