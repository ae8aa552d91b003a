package org.medveil.imaging.simulate;

import java.util.Arrays;

/** Turns light into a photograph: illumination, colour, point spread, noise, 8-bit levels. */
final class Camera {
  private final CameraLook look;
  private final Draw shot;

  /**
   * @param look the hospital's camera
   * @param shot this exposure's stream
   */
  Camera(CameraLook look, Draw shot) {
    this.look = look;
    this.shot = shot;
  }

  /** RGB, interleaved, row-major; near black outside the field of view. */
  byte[] expose(Canvas canvas) {
    illuminate(canvas);
    double defocus = Math.abs(shot.normal(1)) * .25;
    double spread = (look.blur() + defocus) * canvas.size / 256;
    float[] kernel = kernel(spread);
    float[] scratch = new float[canvas.red.length];
    blur(canvas.red, canvas.size, kernel, scratch);
    blur(canvas.green, canvas.size, kernel, scratch);
    blur(canvas.blue, canvas.size, kernel, scratch);
    return digitise(canvas);
  }

  private void illuminate(Canvas canvas) {
    double half = (canvas.size - 1) / 2.0;
    double field = Pose.FIELD_FRACTION * canvas.size / 2;
    double tiltX = .07 * clip(shot.normal(2));
    double tiltY = .07 * clip(shot.normal(3));
    double exposure = look.brightness() * StrictMath.exp(.06 * clip(shot.normal(4)));
    double[] m = look.matrix().stream().mapToDouble(Double::doubleValue).toArray();
    for (int row = 0, at = 0; row < canvas.size; row++) {
      for (int column = 0; column < canvas.size; column++, at++) {
        double u = (column - half) / field;
        double v = (row - half) / field;
        double q = Math.sqrt(u * u + v * v);
        double inside = Math.max(0, Math.min(1, (1 - q) * field + .5));
        double light =
            inside * exposure * (1 + tiltX * u + tiltY * v) * (1 - look.vignette() * q * q * q);
        double r = canvas.red[at];
        double g = canvas.green[at];
        double b = canvas.blue[at];
        canvas.set(
            at,
            light * (m[0] * r + m[1] * g + m[2] * b),
            light * (m[3] * r + m[4] * g + m[5] * b),
            light * (m[6] * r + m[7] * g + m[8] * b));
      }
    }
  }

  private byte[] digitise(Canvas canvas) {
    byte[] tone = new byte[4096];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (byte) Math.round(255 * StrictMath.pow(i / 4095.0, look.gamma()));
    }
    byte[] pixels = new byte[canvas.red.length * 3];
    long grain = shot.child("grain").key();
    for (int at = 0; at < canvas.red.length; at++) {
      long bits = Draw.mix(grain + at * 0x9E3779B97F4A7C15L);
      pixels[3 * at] = level(tone, canvas.red[at], ones(bits));
      pixels[3 * at + 1] = level(tone, canvas.green[at], ones(bits >>> 21));
      pixels[3 * at + 2] = level(tone, canvas.blue[at], ones(bits >>> 42));
    }
    return pixels;
  }

  /** The number of ones among 21 bits: close to normal, with deviation sqrt(21)/2. */
  private static double ones(long bits) {
    return (Long.bitCount(bits & 0x1FFFFF) - 10.5) / 2.29128784747792;
  }

  /** Noise of the sensor in the dark, and up to the camera's full noise with more light. */
  private byte level(byte[] tone, double light, double normal) {
    int value = tone[(int) (Math.max(0, Math.min(1, light)) * 4095)] & 0xFF;
    double sigma = .7 + (look.noise() - .7) * Math.min(1, value / 50.0);
    return (byte) Math.max(0, Math.min(255, Math.round(value + 2.5 + sigma * normal)));
  }

  private static float[] kernel(double sigma) {
    int reach = Math.max(1, (int) Math.ceil(2.5 * sigma));
    float[] kernel = new float[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      double weight = StrictMath.exp(-i * i / (2 * sigma * sigma));
      kernel[i + reach] = (float) weight;
      sum += weight;
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= (float) sum;
    }
    return kernel;
  }

  /** Separable, in place; beyond the border counts as dark. Inner loops run over whole rows. */
  private static void blur(float[] plane, int size, float[] kernel, float[] scratch) {
    int reach = kernel.length / 2;
    Arrays.fill(scratch, 0);
    for (int row = 0; row < size; row++) {
      for (int k = -reach; k <= reach; k++) {
        int first = row * size + Math.max(0, -k);
        int last = row * size + Math.min(size, size - k);
        add(scratch, first, last, kernel[k + reach], plane, k);
      }
    }
    Arrays.fill(plane, 0);
    for (int row = 0; row < size; row++) {
      for (int k = Math.max(-reach, -row); k <= Math.min(reach, size - 1 - row); k++) {
        add(plane, row * size, (row + 1) * size, kernel[k + reach], scratch, k * size);
      }
    }
  }

  private static void add(float[] to, int first, int last, float weight, float[] from, int offset) {
    for (int i = first; i < last; i++) {
      to[i] += weight * from[i + offset];
    }
  }

  private static double clip(double z) {
    return Math.max(-2.5, Math.min(2.5, z));
  }
}
