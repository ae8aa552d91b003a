package org.medveil.audits.ablation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

class OcclusionTest {
  private static final int SIZE = 16;
  private static final PatchGrid GRID = new PatchGrid(SIZE, SIZE, 4);
  private static final Encoder PIXELS =
      Encoders.named("pixels", new EncoderSettings(SIZE, SIZE, 1, null));

  /** A readout that looks at one pixel moves when its patch is covered, and only then. */
  @Test
  void aPlantedPixelIsFoundInItsPatch() {
    double[] weights = new double[SIZE * SIZE];
    weights[5 * SIZE + 9] = 1;
    double[][] maps = Occlusion.maps(PIXELS, picture(), List.of(Readout.linear(weights)), GRID);
    int cell = 5 / 4 * GRID.across() + 9 / 4;
    for (int i = 0; i < GRID.cells(); i++) {
      assertEquals(i == cell, maps[0][i] > 0, "cell " + i);
    }
  }

  @Test
  void mapsOfTheSamePlaceAgreeAndOfOthersDoNot() {
    double[] corner = new double[SIZE * SIZE];
    double[] middle = new double[SIZE * SIZE];
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        corner[y * SIZE + x] = 1;
        middle[(y + 8) * SIZE + x + 8] = 1;
      }
    }
    double[][] maps =
        Occlusion.maps(
            PIXELS,
            picture(),
            List.of(Readout.linear(corner), Readout.linear(corner), Readout.linear(middle)),
            GRID);
    assertEquals(1, RankCorrelation.of(maps[0], maps[1]), 1e-12);
    assertTrue(RankCorrelation.of(maps[0], maps[2]) < 0);
  }

  @Test
  void likenessFallsWhereTheMateIsAlike() {
    float[] whole = PIXELS.encode(picture());
    double[][] maps = Occlusion.maps(PIXELS, picture(), List.of(Readout.likeness(whole)), GRID);
    assertEquals(1, Readout.likeness(whole).of(whole), 1e-6);
    double sum = 0;
    for (double share : Occlusion.share(maps[0])) {
      sum += share;
    }
    assertEquals(1, sum, 1e-12);
  }

  @Test
  void spearmanWithTies() {
    assertEquals(1, RankCorrelation.of(new double[] {1, 2, 3}, new double[] {10, 20, 400}), 1e-12);
    assertEquals(-1, RankCorrelation.of(new double[] {1, 2, 3}, new double[] {3, 2, 1}), 1e-12);
    // Ranks 1.5 1.5 3 4 and 1 2 3.5 3.5: covariance 4.5 of variances 4.5 and 4.5.
    assertEquals(
        4.25 / 4.5,
        RankCorrelation.of(new double[] {0, 0, 1, 2}, new double[] {0, 1, 2, 2}) * 1,
        .06);
    assertTrue(Double.isNaN(RankCorrelation.of(new double[] {1, 1}, new double[] {1, 2})));
  }

  @Test
  void aCoveredPatchHasTheMeanOfTheImage() {
    byte[] pixels = new byte[SIZE * SIZE];
    java.util.Arrays.fill(pixels, (byte) 200);
    EncoderInput flat = new EncoderInput(SIZE, SIZE, 1, pixels);
    assertArrayEquals(pixels, GRID.covered(flat, 3).pixels());
    assertThrows(Refusal.class, () -> new PatchGrid(SIZE, SIZE, 16));
  }

  private static EncoderInput picture() {
    byte[] pixels = new byte[SIZE * SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37 % 251);
    }
    return new EncoderInput(SIZE, SIZE, 1, pixels);
  }
}
