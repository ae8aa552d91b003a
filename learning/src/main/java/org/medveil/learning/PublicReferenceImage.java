package org.medveil.learning;

/**
 * One synthetic image with equal power in every octave, as natural images have it (Field 1987):
 * plane waves whose frequencies, directions and phases come from a low-discrepancy sequence
 * (Roberts' R3). A formula and no chance, so every hospital computes the same pixels.
 */
final class PublicReferenceImage {
  private static final int WAVES = 128;
  // The real root of x^4 = x + 1; its powers give the most even sequence in three dimensions.
  private static final double ROOT = 1.2207440846057596;
  private static final double GREY = 0.4;
  private static final double CONTRAST = 0.15;

  private PublicReferenceImage() {}

  /** Unsigned bytes, HWC; mean about 0.4 of full scale, standard deviation about 0.15. */
  static byte[] pixels(int height, int width, int channels) {
    byte[] pixels = new byte[height * width * channels];
    for (int channel = 0; channel < channels; channel++) {
      double[] field = field(height, width, channel);
      for (int i = 0; i < field.length; i++) {
        double value = GREY + CONTRAST * field[i] / Math.sqrt(WAVES / 2.0);
        double clipped = Math.max(0, Math.min(1, value));
        pixels[i * channels + channel] = (byte) (int) Math.floor(255 * clipped + 0.5);
      }
    }
    return pixels;
  }

  private static double[] field(int height, int width, int channel) {
    double[] field = new double[height * width];
    int side = Math.min(height, width);
    for (int wave = 1; wave <= WAVES; wave++) {
      int index = channel * WAVES + wave;
      double frequency = StrictMath.pow(side / 2.0, sequence(index, 1)) / side;
      double direction = Math.PI * sequence(index, 2);
      double phase = 2 * Math.PI * sequence(index, 3);
      double alongX = 2 * Math.PI * frequency * StrictMath.cos(direction);
      double alongY = 2 * Math.PI * frequency * StrictMath.sin(direction);
      for (int i = 0; i < field.length; i++) {
        field[i] += StrictMath.cos(alongX * (i % width) + alongY * (i / width) + phase);
      }
    }
    return field;
  }

  private static double sequence(int index, int axis) {
    double value = 0.5 + index / StrictMath.pow(ROOT, axis);
    return value - Math.floor(value);
  }
}
