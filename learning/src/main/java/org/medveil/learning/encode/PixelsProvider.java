package org.medveil.learning.encode;

/** {@code pixels}: see {@link PixelsEncoder}. */
public final class PixelsProvider implements EncoderProvider {
  /** For the {@code ServiceLoader}. */
  public PixelsProvider() {}

  @Override
  public String name() {
    return "pixels";
  }

  @Override
  public Encoder create(EncoderSettings settings) {
    settings.refuseCard(name());
    return new PixelsEncoder(settings);
  }
}
