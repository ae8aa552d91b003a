package org.medveil.imaging.codec;

/**
 * The inverse wavelet transforms of JPEG 2000 (ISO 15444-1 annex F), in place. Coefficients lie as
 * the subbands do: LL top left, HL right of it, LH below, HH in the corner.
 */
final class Wavelet {
  private static final float ALPHA = -1.586134342f;
  private static final float BETA = -0.052980118f;
  private static final float GAMMA = 0.882911075f;
  private static final float DELTA = 0.443506852f;
  private static final float K = 1.230174105f;

  /** Columns that are transformed together, so that memory is read by lines. */
  private static final int STRIP = 16;

  private final J2kComponent component;
  private final int pitch;

  Wavelet(J2kComponent component) {
    this.component = component;
    pitch = component.x1 - component.x0;
  }

  void inverse(int[] samples) {
    Lifting lifting = new Whole(samples);
    run(lifting);
  }

  void inverse(float[] samples) {
    Lifting lifting = new Real(samples);
    run(lifting);
  }

  private void run(Lifting lifting) {
    int longest = Math.max(pitch, component.y1 - component.y0);
    lifting.allocate(longest * STRIP);
    for (int r = 1; r <= component.coding.levels(); r++) {
      int width = component.width(r);
      int height = component.height(r);
      int oddX = component.edge(component.x0, r) & 1;
      int oddY = component.edge(component.y0, r) & 1;
      int lowWidth = component.width(r - 1);
      int lowHeight = component.height(r - 1);
      Split across = new Split(width, lowWidth, oddX);
      for (int y = 0; y < height; y++) {
        lifting.row(y * pitch, across);
      }
      Split down = new Split(height, lowHeight, oddY);
      for (int x = 0; x < width; x += STRIP) {
        lifting.columns(x, pitch, Math.min(STRIP, width - x), down);
      }
    }
  }

  /**
   * A line of coefficients.
   *
   * @param length low and high together
   * @param low how many of them are low
   * @param odd 1 when the line begins with a high one
   */
  private record Split(int length, int low, int odd) {
    /** Position of a coefficient of the arranged line in the interleaved one. */
    int place(int i) {
      return i < low ? 2 * i + odd : 2 * (i - low) + 1 - odd;
    }

    /** The neighbour before, mirrored at the edge. */
    int before(int i) {
      return i == 0 ? 1 : i - 1;
    }

    int after(int i) {
      return i == length - 1 ? i - 1 : i + 1;
    }
  }

  private interface Lifting {
    void allocate(int size);

    /** Transforms one row. */
    void row(int from, Split split);

    /** Transforms {@code count} columns side by side, whose elements are {@code pitch} apart. */
    void columns(int from, int pitch, int count, Split split);
  }

  /** 5/3 on integers, exact. */
  private static final class Whole implements Lifting {
    private final int[] samples;
    private int[] line;

    Whole(int[] samples) {
      this.samples = samples;
    }

    @Override
    public void allocate(int size) {
      line = new int[size];
    }

    @Override
    public void row(int from, Split split) {
      int length = split.length();
      int low = split.low();
      int odd = split.odd();
      if (length == 1) {
        columns(from, 1, 1, split);
        return;
      }
      for (int i = 0; i < low; i++) {
        line[2 * i + odd] = samples[from + i];
      }
      for (int i = low; i < length; i++) {
        line[2 * (i - low) + 1 - odd] = samples[from + i];
      }
      for (int i = odd; i < length; i += 2) {
        line[i] -= line[split.before(i)] + line[split.after(i)] + 2 >> 2;
      }
      for (int i = 1 - odd; i < length; i += 2) {
        line[i] += line[split.before(i)] + line[split.after(i)] >> 1;
      }
      System.arraycopy(line, 0, samples, from, length);
    }

    @Override
    public void columns(int from, int pitch, int count, Split split) {
      int length = split.length();
      if (length == 1) {
        for (int c = 0; c < count && split.odd() == 1; c++) {
          samples[from + c] /= 2;
        }
        return;
      }
      for (int i = 0; i < length; i++) {
        System.arraycopy(samples, from + i * pitch, line, split.place(i) * count, count);
      }
      for (int i = split.odd(); i < length; i += 2) {
        int before = split.before(i) * count;
        int after = split.after(i) * count;
        for (int c = 0, at = i * count; c < count; c++) {
          line[at + c] -= line[before + c] + line[after + c] + 2 >> 2;
        }
      }
      for (int i = 1 - split.odd(); i < length; i += 2) {
        int before = split.before(i) * count;
        int after = split.after(i) * count;
        for (int c = 0, at = i * count; c < count; c++) {
          line[at + c] += line[before + c] + line[after + c] >> 1;
        }
      }
      for (int i = 0; i < length; i++) {
        System.arraycopy(line, i * count, samples, from + i * pitch, count);
      }
    }
  }

  /** 9/7 in floating point. */
  private static final class Real implements Lifting {
    private final float[] samples;
    private float[] line;

    Real(float[] samples) {
      this.samples = samples;
    }

    @Override
    public void allocate(int size) {
      line = new float[size];
    }

    @Override
    public void row(int from, Split split) {
      int length = split.length();
      int low = split.low();
      int odd = split.odd();
      if (length == 1) {
        columns(from, 1, 1, split);
        return;
      }
      for (int i = 0; i < low; i++) {
        line[2 * i + odd] = samples[from + i] * K;
      }
      for (int i = low; i < length; i++) {
        line[2 * (i - low) + 1 - odd] = samples[from + i] * (1 / K);
      }
      lift(split, odd, DELTA);
      lift(split, 1 - odd, GAMMA);
      lift(split, odd, BETA);
      lift(split, 1 - odd, ALPHA);
      System.arraycopy(line, 0, samples, from, length);
    }

    private void lift(Split split, int first, float factor) {
      for (int i = first; i < split.length(); i += 2) {
        line[i] -= factor * (line[split.before(i)] + line[split.after(i)]);
      }
    }

    @Override
    public void columns(int from, int pitch, int count, Split split) {
      int length = split.length();
      if (length == 1) {
        for (int c = 0; c < count && split.odd() == 1; c++) {
          samples[from + c] /= 2;
        }
        return;
      }
      for (int i = 0; i < length; i++) {
        float scale = i < split.low() ? K : 1 / K;
        int at = split.place(i) * count;
        for (int c = 0; c < count; c++) {
          line[at + c] = samples[from + i * pitch + c] * scale;
        }
      }
      lift(split, split.odd(), count, DELTA);
      lift(split, 1 - split.odd(), count, GAMMA);
      lift(split, split.odd(), count, BETA);
      lift(split, 1 - split.odd(), count, ALPHA);
      for (int i = 0; i < length; i++) {
        System.arraycopy(line, i * count, samples, from + i * pitch, count);
      }
    }

    private void lift(Split split, int first, int count, float factor) {
      for (int i = first; i < split.length(); i += 2) {
        int before = split.before(i) * count;
        int after = split.after(i) * count;
        for (int c = 0, at = i * count; c < count; c++) {
          line[at + c] -= factor * (line[before + c] + line[after + c]);
        }
      }
    }
  }
}
