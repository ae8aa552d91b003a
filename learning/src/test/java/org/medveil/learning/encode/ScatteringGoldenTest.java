package org.medveil.learning.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Against kymatio 0.3.0; the file comes from {@code golden/regenerate_scattering.py}. */
class ScatteringGoldenTest {
  private static final int MAP_CASES = 4;
  // kymatio keeps its filters as float32 and we compute in float32: rounding only.
  private static final double TOLERANCE = 1e-6;

  @Test
  void coefficientsAreKymatios() throws IOException {
    try (DataInputStream golden = golden()) {
      for (int i = 0; i < MAP_CASES; i++) {
        EncoderInput image = image(golden);
        int paths = golden.readInt();
        int mapHeight = golden.readInt();
        int mapWidth = golden.readInt();
        ScatteringGeometry geometry = ScatteringGeometry.of(image.height(), image.width());
        ScatteringTransform transform = new ScatteringTransform(geometry);
        assertEquals(paths, transform.paths());
        assertEquals(mapHeight, geometry.mapHeight());
        assertEquals(mapWidth, geometry.mapWidth());
        float[] ours = new float[paths * mapHeight * mapWidth];
        transform.transform(padded(image, geometry), ours);
        assertClose(golden, ours, image.toString());
      }
    }
  }

  @Test
  void featuresAreThePilots() throws IOException {
    try (DataInputStream golden = golden()) {
      for (int i = 0; i < MAP_CASES; i++) {
        golden.skipNBytes(20);
        golden.skipNBytes(4L * golden.readInt() * golden.readInt() * golden.readInt());
      }
      for (String name : new String[] {"scattering", "scattering-2x2"}) {
        EncoderInput image = image(golden);
        Encoder encoder =
            Encoders.named(
                name, new EncoderSettings(image.height(), image.width(), image.channels(), null));
        assertEquals(golden.readInt(), encoder.dimension());
        assertClose(golden, encoder.encode(image), name);
      }
      assertEquals(-1, golden.read());
    }
  }

  private static DataInputStream golden() throws IOException {
    return new DataInputStream(
        new GZIPInputStream(
            ScatteringGoldenTest.class.getResourceAsStream("/golden/scattering.bin.gz")));
  }

  private static EncoderInput image(DataInputStream golden) throws IOException {
    int seed = golden.readInt();
    EncoderSettings shape =
        new EncoderSettings(golden.readInt(), golden.readInt(), golden.readInt(), null);
    return TestImages.drawn(seed, shape, golden.readInt() == 1);
  }

  private static float[][] padded(EncoderInput image, ScatteringGeometry geometry) {
    float[][] rows = new float[geometry.height()][geometry.width()];
    for (int y = 0; y < geometry.height(); y++) {
      for (int x = 0; x < geometry.width(); x++) {
        int at = geometry.rowOf()[y] * image.width() + geometry.columnOf()[x];
        rows[y][x] = (image.pixels()[at] & 0xff) / 255f;
      }
    }
    return rows;
  }

  private static void assertClose(DataInputStream golden, float[] ours, String what)
      throws IOException {
    double largest = 0;
    for (float value : ours) {
      largest = Math.max(largest, Math.abs(value - golden.readFloat()));
    }
    assertTrue(largest < TOLERANCE, what + ": largest deviation " + largest);
  }
}
