package org.medveil.learning.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

class ScatteringEncoderTest {
  private static final EncoderSettings RETINA = new EncoderSettings(28, 28, 3, null);

  @ParameterizedTest
  @CsvSource({
    "16, 16, 1, scattering, 81, scattering-2-8-global/1",
    "28, 28, 3, scattering, 243, scattering-2-8-global/1",
    "32, 32, 3, scattering, 243, scattering-2-8-global/1",
    "28, 28, 3, scattering-2x2, 972, scattering-2-8-2x2/1",
    "32, 50, 1, scattering, 81, scattering-2-8-global/1",
    "33, 33, 1, scattering, 217, scattering-3-8-global/1",
    "64, 64, 3, scattering, 651, scattering-3-8-global/1",
    "47, 61, 1, scattering-2x2, 868, scattering-3-8-2x2/1",
  })
  void sizeDecidesScalesAndDimension(
      int height, int width, int channels, String name, int dimension, String id) {
    EncoderSettings shape = new EncoderSettings(height, width, channels, null);
    Encoder encoder = Encoders.named(name, shape);
    assertEquals(dimension, encoder.dimension());
    assertEquals(id, encoder.id());
    float[] features = encoder.encode(TestImages.drawn(1, shape, true));
    assertEquals(dimension, features.length);
    for (float feature : features) {
      assertTrue(feature >= 0 && feature < Math.log1p(10 * 1.01), "feature " + feature);
    }
  }

  @Test
  void aConstantImageHasBrightnessAndNothingElse() {
    byte[] grey = new byte[28 * 28 * 3];
    Arrays.fill(grey, (byte) 102);
    float[] features =
        Encoders.named("scattering", RETINA).encode(new EncoderInput(28, 28, 3, grey));
    for (int i = 0; i < features.length; i++) {
      // phi sums to pi / 3.1415, since kymatio writes pi so.
      double expected = i % 81 == 0 ? Math.log1p(10 * .4 * Math.PI / 3.1415) : 0;
      assertEquals(expected, features[i], 5e-6, "feature " + i);
    }
  }

  @Test
  void globalFeaturesHardlyNoticeASmallShift() {
    EncoderInput image = TestImages.drawn(3, RETINA, true);
    EncoderInput moved = TestImages.shifted(image, 2, 1);
    Encoder scattering = Encoders.named("scattering", RETINA);
    Encoder pixels = Encoders.named("pixels", RETINA);
    double features = relativeChange(scattering.encode(image), scattering.encode(moved));
    double raw = relativeChange(pixels.encode(image), pixels.encode(moved));
    assertTrue(features < raw / 4, "features change by " + features + ", pixels by " + raw);
  }

  @Test
  void aTurnByAQuarterMovesEnergyToTheAngleFourStepsOn() {
    EncoderSettings shape = new EncoderSettings(32, 32, 1, null);
    byte[] stripes = new byte[32 * 32];
    byte[] turned = new byte[32 * 32];
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        stripes[y * 32 + x] = (byte) (127 + 100 * Math.sin(x * 3 * Math.PI / 4));
        turned[x * 32 + y] = stripes[y * 32 + x];
      }
    }
    Encoder encoder = Encoders.named("scattering", shape);
    float[] first = Arrays.copyOfRange(encoder.encode(new EncoderInput(32, 32, 1, stripes)), 1, 9);
    float[] second = Arrays.copyOfRange(encoder.encode(new EncoderInput(32, 32, 1, turned)), 1, 9);
    assertEquals(4, Math.abs(strongest(first) - strongest(second)));
    assertEquals(first[strongest(first)], second[strongest(second)], 1e-4);
  }

  @Test
  void channelsAreEncodedApart() {
    EncoderSettings grey = new EncoderSettings(28, 28, 1, null);
    EncoderInput one = TestImages.drawn(7, grey, true);
    byte[] three = new byte[3 * one.pixels().length];
    for (int i = 0; i < three.length; i++) {
      three[i] = one.pixels()[i / 3];
    }
    float[] once = Encoders.named("scattering", grey).encode(one);
    float[] thrice =
        Encoders.named("scattering", RETINA).encode(new EncoderInput(28, 28, 3, three));
    for (int i = 0; i < thrice.length; i++) {
      assertEquals(once[i % once.length], thrice[i]);
    }
  }

  @Test
  void anImageLeavesNoTraceInTheNext() {
    EncoderInput image = TestImages.drawn(5, RETINA, false);
    Encoder used = Encoders.named("scattering", RETINA);
    float[] before = used.encode(image);
    used.encode(TestImages.drawn(6, RETINA, true));
    assertArrayEquals(before, used.encode(image));
    assertArrayEquals(before, Encoders.named("scattering", RETINA).encode(image));
  }

  @Test
  void quadrantsAverageToTheGlobalFeatures() {
    EncoderInput image = TestImages.drawn(8, RETINA, true);
    float[] global = Encoders.named("scattering", RETINA).encode(image);
    float[] quadrants = Encoders.named("scattering-2x2", RETINA).encode(image);
    for (int i = 0; i < global.length; i++) {
      double mean = 0;
      for (int cell = 0; cell < 4; cell++) {
        mean += quadrants[4 * i + cell] / 4.0;
      }
      assertEquals(global[i], mean, 1e-6);
    }
  }

  /** If this fails, the function changed: raise the version in the id, then pin the new hash. */
  @Test
  void theFunctionIsPinnedToTheBit() {
    assertEquals(
        "9c2c6703a47387820edde6c689662efa6220715449cd719c456f8a7b05361f48",
        Encoders.named("scattering", RETINA).sha256());
    assertNotEquals(
        Encoders.named("scattering", RETINA).sha256(),
        Encoders.named("scattering-2x2", RETINA).sha256());
    assertNotEquals(
        Encoders.named("scattering", RETINA).sha256(),
        Encoders.named("scattering", new EncoderSettings(32, 32, 3, null)).sha256());
  }

  @ParameterizedTest
  @CsvSource({"15, 28", "28, 15", "513, 28", "28, 513"})
  void sizesOutOfRangeAreRefused(int height, int width) {
    EncoderSettings shape = new EncoderSettings(height, width, 3, null);
    Refusal refusal = assertThrows(Refusal.class, () -> Encoders.named("scattering", shape));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  private static double relativeChange(float[] a, float[] b) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (a[i] - b[i]) * (double) (a[i] - b[i]);
      size += a[i] * (double) a[i];
    }
    return Math.sqrt(difference / size);
  }

  private static int strongest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
