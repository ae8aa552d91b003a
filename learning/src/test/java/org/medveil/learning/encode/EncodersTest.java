package org.medveil.learning.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

class EncodersTest {
  private static final EncoderSettings TINY = new EncoderSettings(2, 1, 3, null);

  @Test
  void pixelsAreBytesOverTwoHundredFiftyFiveChannelByChannel() {
    Encoder pixels = Encoders.named("pixels", TINY);
    byte[] bytes = {0, (byte) 255, 51, 102, (byte) 204, (byte) 153};
    assertArrayEquals(
        new float[] {0f, .4f, 1f, .8f, .2f, .6f},
        pixels.encode(new EncoderInput(2, 1, 3, bytes)),
        1e-7f);
    assertEquals(6, pixels.dimension());
    assertEquals("pixels/2", pixels.id());
  }

  @Test
  void hashTellsShapesApartAndNothingElse() {
    String hash = Encoders.named("pixels", TINY).sha256();
    assertTrue(hash.matches("[0-9a-f]{64}"));
    assertEquals(hash, Encoders.named("pixels", TINY).sha256());
    assertNotEquals(hash, Encoders.named("pixels", new EncoderSettings(1, 2, 3, null)).sha256());
  }

  @Test
  void onlyTheDeclaredShapeIsAccepted() {
    Encoder pixels = Encoders.named("pixels", TINY);
    assertTrue(pixels.accepts(2, 1, 3));
    assertFalse(pixels.accepts(1, 2, 3));
    assertFalse(pixels.accepts(2, 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> pixels.encode(new EncoderInput(1, 2, 3, new byte[6])));
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    Refusal refusal = assertThrows(Refusal.class, () -> Encoders.named("pixel", TINY));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    for (String known : Encoders.names()) {
      assertTrue(refusal.hint().contains(known));
    }
  }

  @Test
  void twoProvidersOfOneNameAreABug() {
    List<EncoderProvider> twice = List.of(new PixelsProvider(), new PixelsProvider());
    assertThrows(IllegalStateException.class, () -> Encoders.named("pixels", TINY, twice));
  }

  @Test
  void aCardIsRefusedWhereNoneIsRead() {
    EncoderSettings settings = new EncoderSettings(2, 1, 3, Path.of("card.json"));
    Refusal refusal = assertThrows(Refusal.class, () -> Encoders.named("pixels", settings));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  @Test
  void impossibleShapesAreRefusedAtBirth() {
    assertThrows(Refusal.class, () -> new EncoderSettings(0, 8, 3, null));
    assertThrows(Refusal.class, () -> new EncoderSettings(8, 8, 17, null));
    assertThrows(IllegalArgumentException.class, () -> new EncoderInput(2, 2, 1, new byte[3]));
  }

  @Test
  void aPrintedInputShowsNoPixel() {
    assertEquals("EncoderInput[1 x 1 x 1]", new EncoderInput(1, 1, 1, new byte[] {77}).toString());
  }
}
