package org.medveil.learning;

import java.util.SplittableRandom;

/**
 * Synthetic images that look at nobody's data: sums of plane waves with equal chance in every
 * octave, whose spectrum falls like 1/f to some power as that of natural images does (Field 1987).
 * They differ in that power, in brightness, in contrast and in colour. Drawn from the public seed
 * "image number", so every hospital computes the same pixels.
 */
final class PublicImageFamily {
  private static final int WAVES = 64;

  private final int height;
  private final int width;
  private final int channels;

  PublicImageFamily(int height, int width, int channels) {
    this.height = height;
    this.width = width;
    this.channels = channels;
  }

  /** Unsigned bytes, HWC, of image {@code number}, 0 and up. */
  byte[] pixels(int number) {
    SplittableRandom chance = new SplittableRandom(number);
    double slope = chance.nextDouble(0.7, 1.8);
    double grey = chance.nextDouble(0.25, 0.6);
    double contrast = chance.nextDouble(0.06, 0.22);
    double[] shared = field(slope, chance);
    byte[] pixels = new byte[height * width * channels];
    for (int channel = 0; channel < channels; channel++) {
      // Channels share most of their structure, as those of photographs do; grey has one channel.
      boolean colour = channels > 1;
      double[] own = colour ? field(slope, chance) : shared;
      double base = grey * (colour ? chance.nextDouble(0.6, 1.4) : 1);
      double swing = contrast * (colour ? chance.nextDouble(0.5, 1.3) : 1);
      for (int i = 0; i < own.length; i++) {
        double wave = colour ? 0.9 * shared[i] + 0.35 * own[i] : shared[i];
        double value = Math.max(0, Math.min(1, base + swing * wave));
        pixels[i * channels + channel] = (byte) (int) Math.floor(255 * value + 0.5);
      }
    }
    return pixels;
  }

  /** Row-major, mean about 0, variance about 1. */
  private double[] field(double slope, SplittableRandom chance) {
    double[] field = new double[height * width];
    int side = Math.min(height, width);
    double power = 0;
    for (int wave = 0; wave < WAVES; wave++) {
      double octaves = chance.nextDouble();
      double cycles = StrictMath.pow(side / 2.0, octaves);
      // Equal chance in every octave is 1/f already; the rest of the slope is in the amplitude.
      double amplitude = StrictMath.pow(cycles, 1 - slope);
      double direction = Math.PI * chance.nextDouble();
      double turn = 2 * Math.PI * cycles / side;
      double phase = 2 * Math.PI * chance.nextDouble();
      double[][] alongX = turns(width, turn * StrictMath.cos(direction), phase);
      double[][] alongY = turns(height, turn * StrictMath.sin(direction), 0);
      add(field, amplitude, alongX, alongY);
      power += amplitude * amplitude / 2;
    }
    for (int i = 0; i < field.length; i++) {
      field[i] /= Math.sqrt(power);
    }
    return field;
  }

  /** Adds a·cos(x + y), by the sum formula, so that the cosines are taken per row and column. */
  private void add(double[] field, double amplitude, double[][] alongX, double[][] alongY) {
    for (int y = 0; y < height; y++) {
      double cosine = amplitude * alongY[0][y];
      double sine = amplitude * alongY[1][y];
      for (int x = 0; x < width; x++) {
        field[y * width + x] += cosine * alongX[0][x] - sine * alongX[1][x];
      }
    }
  }

  private static double[][] turns(int length, double step, double start) {
    double[][] turns = new double[2][length];
    for (int i = 0; i < length; i++) {
      turns[0][i] = StrictMath.cos(start + step * i);
      turns[1][i] = StrictMath.sin(start + step * i);
    }
    return turns;
  }
}
