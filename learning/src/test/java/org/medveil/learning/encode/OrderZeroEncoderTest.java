package org.medveil.learning.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrderZeroEncoderTest {
  private static final EncoderSettings SHAPE = new EncoderSettings(32, 32, 3, null);

  /** The full transform's first map is checked against kymatio in {@link ScatteringGoldenTest}. */
  @Test
  void theFeaturesAreTheFirstMapOfTheFullTransform() {
    EncoderInput image = TestImages.drawn(3, SHAPE, false);
    float[] features = Encoders.named("scattering-order-0", SHAPE).encode(image);
    ScatteringGeometry geometry = ScatteringGeometry.of(32, 32);
    ScatteringTransform transform = new ScatteringTransform(geometry);
    int map = geometry.mapHeight() * geometry.mapWidth();
    assertEquals(3 * map, features.length);
    float[] maps = new float[transform.paths() * map];
    for (int channel = 0; channel < 3; channel++) {
      transform.transform(new PaddedChannel(geometry).channel(image, channel), maps);
      assertArrayEquals(
          Arrays.copyOf(maps, map),
          Arrays.copyOfRange(features, channel * map, (channel + 1) * map),
          1e-6f);
    }
  }

  @Test
  void aConstantImageStaysConstant() {
    byte[] grey = new byte[32 * 32 * 3];
    Arrays.fill(grey, (byte) 51);
    for (float feature :
        Encoders.named("scattering-order-0", SHAPE).encode(new EncoderInput(32, 32, 3, grey))) {
      assertEquals(0.2f, feature, 1e-5f);
    }
  }

  @Test
  void itIsAnotherEncoderThanTheFullTransform() {
    assertNotEquals(
        Encoders.named("scattering", SHAPE).sha256(),
        Encoders.named("scattering-order-0", SHAPE).sha256());
  }
}
