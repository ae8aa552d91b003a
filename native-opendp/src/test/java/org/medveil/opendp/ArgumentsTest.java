package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be noised is refused before anything is drawn, on both sides of the border. */
class ArgumentsTest {
  private final OpenDpNoise noise = new OpenDpNoise();

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        0,
        -0.0,
        -1,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0x1p57,
        1e300
      })
  void aScaleOutOfRangeLeavesTheArrayAsItWas(double sigma) {
    long[] values = {3, -5, 8};
    assertThrows(IllegalArgumentException.class, () -> noise.addDiscreteGaussian(values, sigma));
    assertThrows(IllegalArgumentException.class, () -> noise.rho(sigma, 1));
    assertArrayEquals(new long[] {3, -5, 8}, values);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1, Double.POSITIVE_INFINITY})
  void aSensitivityOutOfRangeHasNoRho(double sensitivity) {
    assertThrows(IllegalArgumentException.class, () -> noise.rho(1, sensitivity));
  }

  @Test
  void nothingToAddNoiseTo() {
    assertThrows(NullPointerException.class, () -> noise.addDiscreteGaussian(null, 1));
    assertThrows(IllegalArgumentException.class, () -> noise.addDiscreteGaussian(new long[0], 1));
  }

  @Test
  void theNativeSideRefusesByItselfAndTheJvmLives() {
    noise.id();
    long[] values = {3, -5, 8};
    assertVariant("Argument", () -> OpenDp.noised(values, Double.NaN));
    assertVariant("Argument", () -> OpenDp.noised(values, 0));
    assertVariant("Argument", () -> OpenDp.noised(new long[0], 1));
    assertVariant("Argument", () -> OpenDp.rho(1, Double.NaN));
    assertVariant("Jni", () -> OpenDp.noised(null, 1));
    assertArrayEquals(new long[] {3, -5, 8}, values);
    assertEquals(3, OpenDp.noised(values, 1).length);
  }

  private static void assertVariant(String variant, Runnable call) {
    OpenDpException thrown = assertThrows(OpenDpException.class, call::run);
    assertEquals(variant, thrown.variant());
    assertTrue(thrown.getMessage().startsWith("OpenDP, " + variant + ": "), thrown.getMessage());
  }
}
