package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.zip.CRC32;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

class PublicWhiteningTest {
  private static final int SIDE = 28;
  private static final int FRESH = 300;

  private final PublicImageFamily family = new PublicImageFamily(SIDE, SIDE, 1);
  private final Encoder encoder =
      Encoders.named("scattering", new EncoderSettings(SIDE, SIDE, 1, null));
  private final FeatureScaling white =
      FeatureScaling.named("public-whitening", encoder, SIDE, SIDE, 1);

  @Test
  void imagesItNeverSawSpreadOverFarMoreDirections() {
    // Effective number of directions: (sum of eigenvalues)^2 / (sum of their squares).
    double before = directions(FeatureScaling.UNIT_NORM);
    double after = directions(white);
    assertTrue(before < 4, "unit norm: " + before);
    assertTrue(after > 15, "whitened: " + after);
  }

  @Test
  void everyVectorHasNormOneAndTheSameInputTheSameOutput() {
    float[] code = encoder.encode(new EncoderInput(SIDE, SIDE, 1, family.pixels(5000)));
    float[] once = white.apply(code);
    double squares = 0;
    for (float value : once) {
      squares += (double) value * value;
    }
    assertEquals(1, squares, 1e-6);
    FeatureScaling again = FeatureScaling.publicWhitening(encoder, SIDE, SIDE, 1);
    assertArrayEquals(once, again.apply(code));
    assertEquals("public-whitening", again.name());
  }

  @Test
  void theSyntheticImagesAreTheSameEverywhere() {
    CRC32 crc = new CRC32();
    crc.update(new PublicImageFamily(20, 28, 3).pixels(7));
    assertEquals(3043736567L, crc.getValue());
  }

  private double directions(FeatureScaling scaling) {
    DMatrixRMaj codes = new DMatrixRMaj(FRESH, encoder.dimension());
    for (int i = 0; i < FRESH; i++) {
      byte[] pixels = family.pixels(100_000 + i);
      float[] scaled = scaling.apply(encoder.encode(new EncoderInput(SIDE, SIDE, 1, pixels)));
      for (int j = 0; j < scaled.length; j++) {
        codes.set(i, j, scaled[j]);
      }
    }
    DMatrixRMaj mean = new DMatrixRMaj(1, encoder.dimension());
    CommonOps_DDRM.sumCols(codes, mean);
    DMatrixRMaj covariance = new DMatrixRMaj(encoder.dimension(), encoder.dimension());
    for (int i = 0; i < FRESH; i++) {
      for (int j = 0; j < encoder.dimension(); j++) {
        codes.add(i, j, -mean.get(j) / FRESH);
      }
    }
    CommonOps_DDRM.multInner(codes, covariance);
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(encoder.dimension(), false, true);
    assertTrue(eigen.decompose(covariance));
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < encoder.dimension(); k++) {
      double value = eigen.getEigenvalue(k).real;
      sum += value;
      squares += value * value;
    }
    return sum * sum / squares;
  }
}
