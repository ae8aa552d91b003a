package org.medveil.learning.encode;

/**
 * The scattering transform stopped at order 0: each channel of pixels scaled to 0..1, blurred with
 * the Gaussian phi and read on the coarse grid of coefficient maps ({@code S0 = x * phi}, kymatio's
 * first path), row by row, channels one after the other. 64 features per channel for an image of 32
 * x 32. Keeps where a thing is and drops fine texture: few features, so little noise in all, where
 * privacy is tight and what matters is a large lesion.
 */
final class OrderZeroEncoder implements Encoder {
  private static final String VERSION = "1";

  private final EncoderSettings shape;
  private final LowPass lowPass;
  private final PaddedChannel padded;
  private final int map;
  private final String id;
  private final String sha256;

  OrderZeroEncoder(EncoderSettings shape) {
    ScatteringGeometry geometry = ScatteringGeometry.of(shape.height(), shape.width());
    this.shape = shape;
    this.lowPass = new LowPass(geometry, 0, 1);
    this.padded = new PaddedChannel(geometry);
    this.map = geometry.mapHeight() * geometry.mapWidth();
    this.id = "scattering-%d-order-0/%s".formatted(geometry.scales(), VERSION);
    Fingerprint fingerprint =
        new Fingerprint()
            .text(id)
            .number(shape.height())
            .number(shape.width())
            .number(shape.channels());
    lowPass.describe(fingerprint);
    this.sha256 = fingerprint.hex();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public int dimension() {
    return shape.channels() * map;
  }

  @Override
  public boolean accepts(int height, int width, int channels) {
    return shape.matches(height, width, channels);
  }

  @Override
  public float[] encode(EncoderInput in) {
    shape.require(in);
    float[] out = new float[dimension()];
    for (int channel = 0; channel < shape.channels(); channel++) {
      lowPass.apply(padded.channel(in, channel), 1, out, channel * map);
    }
    return out;
  }
}
