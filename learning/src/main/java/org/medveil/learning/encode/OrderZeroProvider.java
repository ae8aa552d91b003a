package org.medveil.learning.encode;

/** {@code scattering-order-0}: see {@link OrderZeroEncoder}. */
public final class OrderZeroProvider implements EncoderProvider {
  /** For the {@code ServiceLoader}. */
  public OrderZeroProvider() {}

  @Override
  public String name() {
    return "scattering-order-0";
  }

  @Override
  public Encoder create(EncoderSettings settings) {
    settings.refuseCard(name());
    ScatteringProvider.requireSize(name(), settings);
    return new OrderZeroEncoder(settings);
  }
}
