package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

class FeatureScalingTest {

  @Test
  void unitNormCentresAndScales() {
    float[] scaled = FeatureScaling.UNIT_NORM.apply(new float[] {5, 1, 3});
    float r = (float) (1 / Math.sqrt(2));
    assertArrayEquals(new float[] {r, -r, 0}, scaled, 1e-7f);
  }

  @Test
  void aVectorWithoutStructureBecomesZero() {
    assertArrayEquals(new float[3], FeatureScaling.UNIT_NORM.apply(new float[] {7, 7, 7}));
  }

  @Test
  void noneCopies() {
    float[] vector = {1, 2};
    float[] same = FeatureScaling.NONE.apply(vector);
    same[0] = 9;
    assertEquals(1, vector[0]);
  }

  @Test
  void thePublicReferenceTakesOutWhatImagesShare() {
    Encoder encoder = Encoders.named("pixels", new EncoderSettings(12, 12, 3, null));
    FeatureScaling scaling = FeatureScaling.named("public-reference", encoder, 12, 12, 3);
    EncoderInput reference = new EncoderInput(12, 12, 3, PublicReferenceImage.pixels(12, 12, 3));
    float[] code = encoder.encode(reference);
    assertArrayEquals(new float[code.length], scaling.apply(code));
    code[5] += 0.1f;
    float[] moved = scaling.apply(code);
    assertEquals(1, norm(moved), 1e-6);
    assertTrue(moved[5] > 0.9, "what is left is the difference");
  }

  @Test
  void theReferenceIsTheSameImageEverywhere() {
    byte[] pixels = PublicReferenceImage.pixels(28, 28, 3);
    CRC32 crc = new CRC32();
    crc.update(pixels);
    assertEquals(2714086288L, crc.getValue());
    double sum = 0;
    double squares = 0;
    for (byte pixel : pixels) {
      sum += (pixel & 0xff) / 255.0;
      squares += Math.pow((pixel & 0xff) / 255.0, 2);
    }
    double mean = sum / pixels.length;
    assertEquals(0.4, mean, 0.02);
    assertEquals(0.15, Math.sqrt(squares / pixels.length - mean * mean), 0.02);
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThrows(Refusal.class, () -> FeatureScaling.named("z-score", null, 1, 1, 1));
    assertEquals("unit-norm", FeatureScaling.named("unit-norm", null, 1, 1, 1).name());
  }

  private static double norm(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
