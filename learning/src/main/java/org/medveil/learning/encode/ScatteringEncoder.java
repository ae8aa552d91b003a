package org.medveil.learning.encode;

/**
 * Wavelet scattering features: per channel the coefficient maps of {@link ScatteringTransform} on
 * pixels scaled to 0..1, through {@code log(1 + 10 |s|)}, averaged over space by {@link Pooling};
 * channels one after the other, within a channel in kymatio's order of paths. 81 features per
 * channel for J = 2 and 217 for J = 3, four times as many with quadrants. Nothing is learned, so
 * nothing can leak. J follows from the size: see {@link ScatteringGeometry}.
 */
final class ScatteringEncoder implements Encoder {
  private static final String VERSION = "1";

  private final EncoderSettings shape;
  private final Pooling pooling;
  private final ScatteringTransform transform;
  private final Pooling.MapShape map;
  private final PaddedChannel padded;
  private final float[] maps;
  private final String id;
  private final String sha256;

  ScatteringEncoder(EncoderSettings shape, Pooling pooling) {
    this.shape = shape;
    this.pooling = pooling;
    ScatteringGeometry geometry = ScatteringGeometry.of(shape.height(), shape.width());
    this.transform = new ScatteringTransform(geometry);
    this.map = new Pooling.MapShape(geometry.mapHeight(), geometry.mapWidth());
    this.padded = new PaddedChannel(geometry);
    this.maps = new float[transform.paths() * map.height() * map.width()];
    this.id =
        "scattering-%d-%d-%s/%s"
            .formatted(geometry.scales(), MorletFilters.ANGLES, pooling.label(), VERSION);
    Fingerprint fingerprint =
        new Fingerprint()
            .text(id)
            .number(shape.height())
            .number(shape.width())
            .number(shape.channels());
    transform.describe(fingerprint);
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
    return shape.channels() * transform.paths() * pooling.cells();
  }

  @Override
  public boolean accepts(int height, int width, int channels) {
    return shape.matches(height, width, channels);
  }

  @Override
  public float[] encode(EncoderInput in) {
    shape.require(in);
    float[] out = new float[dimension()];
    int next = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      transform.transform(padded.channel(in, channel), maps);
      for (int path = 0; path < transform.paths(); path++) {
        pooling.pool(maps, path * map.height() * map.width(), map, out, next);
        next += pooling.cells();
      }
    }
    return out;
  }
}
