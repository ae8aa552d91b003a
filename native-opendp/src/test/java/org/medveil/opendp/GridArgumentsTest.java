package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.NoiseSource;
import org.medveil.opendp.twin.JavaGridNoise;

/** Grid noise on arrays and buffers; what cannot be noised is refused and stays as it was. */
class GridArgumentsTest {
  private static final double STEP = 0x1p-20;
  private final GridGaussianNoise noise = new GridGaussianNoise(2);

  @Test
  void floatsComeBackWithNoiseOfTheGrid() {
    float[] values = new float[100_000];
    Arrays.fill(values, 1.5f);
    float[] noised = noise.noised(values, STEP, 18);
    assertEquals(1.5f, values[0]);
    double variance = 0;
    for (float noisy : noised) {
      variance += (noisy - 1.5) * (noisy - 1.5) / noised.length;
    }
    // sigma = 2^18 steps = 0.25; five standard errors.
    assertEquals(0.0625, variance, 5 * 0.0625 * Math.sqrt(2.0 / noised.length));
  }

  @Test
  void aBufferIsNoisedBetweenPositionAndLimit() {
    ByteBuffer bytes = direct(10_000);
    FloatBuffer floats = bytes.asFloatBuffer();
    // An odd position, too: no alignment is asked for.
    bytes.position(4 * 100 + 1).limit(4 * 9_900 + 1);
    ByteBuffer before = ByteBuffer.allocate(bytes.capacity());
    before.put(bytes.duplicate().clear()).flip();
    noise.noise(bytes, STEP, 18);
    assertEquals(401, bytes.position());
    assertEquals(39_601, bytes.limit());
    assertEquals(1.0f, floats.get(99));
    assertEquals(1.0f, floats.get(9_901));
    assertFalse(bytes.equals(before.limit(39_601).position(401)), "no noise");
  }

  @Test
  void aBufferGetsTheSameNoiseAsAnArray() {
    ByteBuffer bytes = direct(100_000);
    noise.noise(bytes, STEP, 18);
    double variance = 0;
    for (int i = 0; i < 100_000; i++) {
      double noisy = bytes.getFloat(4 * i) - 1;
      variance += noisy * noisy / 100_000;
    }
    assertEquals(0.0625, variance, 5 * 0.0625 * Math.sqrt(2e-5));
  }

  @ParameterizedTest
  @ValueSource(
      floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e38f, -1e38f})
  void aValueThatDoesNotFitTheGridIsRefusedAndNotNamed(float bad) {
    float[] values = new float[50_000];
    values[49_999] = bad;
    OpenDpException thrown =
        assertThrows(OpenDpException.class, () -> noise.noised(values, STEP, 36));
    assertEquals("Argument", thrown.variant());
    assertFalse(thrown.getMessage().contains("49"), thrown.getMessage());
    ByteBuffer bytes = direct(50_000);
    bytes.putFloat(4 * 49_999, bad);
    assertThrows(OpenDpException.class, () -> noise.noise(bytes, STEP, 36));
    for (int i = 0; i < 49_999; i++) {
      assertEquals(0.0f, values[i]);
      assertEquals(1.0f, bytes.getFloat(4 * i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 6, 57, 64, Integer.MAX_VALUE})
  void bitsOutOfRangeLeaveTheArrayAsItWas(int bits) {
    for (NoiseSource source : List.of(new OpenDpNoise(), new JavaGridNoise(2))) {
      long[] values = {3, -5, 8};
      assertThrows(IllegalArgumentException.class, () -> source.addGridGaussian(values, bits));
      assertArrayEquals(new long[] {3, -5, 8}, values);
    }
    assertThrows(IllegalArgumentException.class, () -> noise.noised(new float[] {1}, STEP, bits));
    assertThrows(IllegalArgumentException.class, () -> noise.noise(direct(1), STEP, bits));
    assertThrows(IllegalArgumentException.class, () -> GridGaussianNoise.rho(bits, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE})
  void aStepThatIsNoneIsRefused(double step) {
    float[] values = {1};
    assertThrows(IllegalArgumentException.class, () -> noise.noised(values, step, 36));
    assertThrows(IllegalArgumentException.class, () -> noise.noise(direct(1), step, 36));
    assertArrayEquals(new float[] {1}, values);
  }

  @Test
  void nothingToAddNoiseTo() {
    for (NoiseSource source : List.of(new OpenDpNoise(), new JavaGridNoise(1))) {
      assertThrows(NullPointerException.class, () -> source.addGridGaussian(null, 36));
      assertThrows(IllegalArgumentException.class, () -> source.addGridGaussian(new long[0], 36));
    }
    assertThrows(NullPointerException.class, () -> noise.noised(null, STEP, 36));
    assertThrows(IllegalArgumentException.class, () -> noise.noised(new float[0], STEP, 36));
    assertThrows(NullPointerException.class, () -> noise.noise(null, STEP, 36));
    assertThrows(IllegalArgumentException.class, () -> noise.noise(direct(0), STEP, 36));
  }

  @Test
  void aBufferOfAnotherKindIsRefused() {
    ByteOrder wrong =
        ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN;
    for (ByteBuffer buffer :
        List.of(
            ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()),
            direct(2).order(wrong),
            direct(2).asReadOnlyBuffer().order(ByteOrder.nativeOrder()),
            direct(2).limit(7))) {
      assertThrows(IllegalArgumentException.class, () -> noise.noise(buffer, STEP, 36));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65})
  void threadsAreBounded(int threads) {
    assertThrows(IllegalArgumentException.class, () -> new GridGaussianNoise(threads));
    assertThrows(IllegalArgumentException.class, () -> new OpenDpNoise(threads));
    assertThrows(IllegalArgumentException.class, () -> new JavaGridNoise(threads));
  }

  @Test
  void aNumberOfThreadsThatIsNoneIsRefusedByName() {
    try {
      for (String asked : List.of("0", "65", "two", "")) {
        System.setProperty(NoiseThreads.PROPERTY, asked);
        long[] values = {3, -5, 8};
        OpenDpNoise library = new OpenDpNoise();
        Refusal refusal = assertThrows(Refusal.class, () -> library.addGridGaussian(values, 36));
        assertTrue(refusal.getMessage().contains(NoiseThreads.PROPERTY), refusal.getMessage());
        assertArrayEquals(new long[] {3, -5, 8}, values);
      }
    } finally {
      System.clearProperty(NoiseThreads.PROPERTY);
    }
  }

  @Test
  void theNativeSideRefusesByItselfAndTheJvmLives() {
    new OpenDpNoise().id();
    long[] values = {3, -5, 8};
    assertVariant("Argument", () -> GridNatives.add(values, 6, 1));
    assertVariant("Argument", () -> GridNatives.add(values, 57, 1));
    assertVariant("Argument", () -> GridNatives.add(values, 36, 0));
    assertVariant("Argument", () -> GridNatives.add(new long[0], 36, 1));
    assertVariant("Jni", () -> GridNatives.add(null, 36, 1));
    assertVariant("Argument", () -> GridNatives.noised(new float[] {1}, Double.NaN, 36, 1));
    assertVariant("Argument", () -> GridNatives.noised(new float[0], 1, 36, 1));
    assertVariant("Jni", () -> GridNatives.noised(null, 1, 36, 1));
    assertVariant("Jni", () -> GridNatives.noise(ByteBuffer.allocate(8), 1, 36, 1));
    assertVariant("Jni", () -> GridNatives.noise(null, 1, 36, 1));
    assertVariant("Argument", () -> GridNatives.noise(direct(2).limit(7).slice(), 1, 36, 1));
    assertVariant("Argument", () -> GridNatives.rho(36, Double.NaN));
    assertVariant("Argument", () -> GridNatives.rho(6, 1));
    assertArrayEquals(new long[] {3, -5, 8}, values);
    assertTrue(GridNatives.add(values, 56, 1));
    assertNotEquals(3, values[0]);
  }

  @Test
  void rhoIsTheOneOfOpenDpsOwnMechanism() {
    OpenDpNoise reference = new OpenDpNoise();
    for (int bits : new int[] {7, 20, 36, 53, 56}) {
      for (double sensitivity : new double[] {0, 1, 1e6 + 0.25, 6.9e10}) {
        assertEquals(
            reference.rho(Math.scalb(1.0, bits), sensitivity),
            GridGaussianNoise.rho(bits, sensitivity));
      }
    }
    assertEquals(0.5, GridGaussianNoise.rho(20, 0x1p20));
  }

  @Test
  void theTwinHasGridNoiseAndSendsTheRestToTheLibrary() {
    NoiseSource twin = new JavaGridNoise(1);
    long[] values = {3, -5, 8};
    for (Runnable call :
        List.<Runnable>of(
            () -> twin.addDiscreteGaussian(values, 4),
            () -> twin.addDiscreteLaplace(values, 4),
            () -> twin.select(values, 4))) {
      Refusal refusal = assertThrows(Refusal.class, call::run);
      assertEquals(ExitCode.USAGE, refusal.exitCode());
      assertTrue(refusal.getMessage().contains("OpenDP library"), refusal.getMessage());
    }
    assertArrayEquals(new long[] {3, -5, 8}, values);
    assertEquals("java-twin/grid-1", twin.id());
    assertTrue(twin.sha256().matches("[0-9a-f]{64}"), twin.sha256());
  }

  private static ByteBuffer direct(int floats) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder());
    for (int i = 0; i < floats; i++) {
      bytes.putFloat(4 * i, 1.0f);
    }
    return bytes;
  }

  private static void assertVariant(String variant, Runnable call) {
    OpenDpException thrown = assertThrows(OpenDpException.class, call::run);
    assertEquals(variant, thrown.variant());
  }
}
