package org.medveil.learning.encode;

import org.medveil.contracts.Refusal;

/** {@code scattering}, the default, and {@code scattering-2x2}: see {@link ScatteringEncoder}. */
public abstract sealed class ScatteringProvider implements EncoderProvider {
  private final Pooling pooling;

  private ScatteringProvider(Pooling pooling) {
    this.pooling = pooling;
  }

  @Override
  public final String name() {
    return pooling.encoderName();
  }

  @Override
  public final Encoder create(EncoderSettings settings) {
    settings.refuseCard(name());
    requireSize(name(), settings);
    return new ScatteringEncoder(settings, pooling);
  }

  /** Exit 2 for an image too small or too large for the transform. */
  static void requireSize(String name, EncoderSettings settings) {
    int shorter = Math.min(settings.height(), settings.width());
    int longer = Math.max(settings.height(), settings.width());
    if (shorter < ScatteringGeometry.SMALLEST_SIDE || longer > ScatteringGeometry.LARGEST_SIDE) {
      throw Refusal.usage(
          "the encoder '%s' cannot take images of %d x %d pixels"
              .formatted(name, settings.height(), settings.width()),
          "each side is %d to %d pixels; minimize can resize the images"
              .formatted(ScatteringGeometry.SMALLEST_SIDE, ScatteringGeometry.LARGEST_SIDE));
    }
  }

  /** One mean per coefficient map: small and robust to shifts. */
  public static final class Global extends ScatteringProvider {
    /** For the {@code ServiceLoader}. */
    public Global() {
      super(Pooling.GLOBAL);
    }
  }

  /** One mean per quadrant of each coefficient map: keeps coarse position, four times as long. */
  public static final class Quadrants extends ScatteringProvider {
    /** For the {@code ServiceLoader}. */
    public Quadrants() {
      super(Pooling.QUADRANTS);
    }
  }
}
