package org.medveil.learning.encode;

/**
 * The image itself: unsigned bytes divided by 255, channel by channel and row by row (CHW, as
 * networks over images take them), range 0 to 1.
 */
final class PixelsEncoder implements Encoder {
  private static final String ID = "pixels/2";
  private final EncoderSettings shape;
  private final String sha256;

  PixelsEncoder(EncoderSettings shape) {
    this.shape = shape;
    this.sha256 =
        new Fingerprint()
            .text(ID)
            .number(shape.height())
            .number(shape.width())
            .number(shape.channels())
            .hex();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public int dimension() {
    return shape.height() * shape.width() * shape.channels();
  }

  @Override
  public boolean accepts(int height, int width, int channels) {
    return shape.matches(height, width, channels);
  }

  @Override
  public float[] encode(EncoderInput in) {
    shape.require(in);
    byte[] pixels = in.pixels();
    float[] out = new float[pixels.length];
    int channels = in.channels();
    int plane = out.length / channels;
    for (int i = 0; i < out.length; i++) {
      out[i % channels * plane + i / channels] = (pixels[i] & 0xff) / 255f;
    }
    return out;
  }
}
