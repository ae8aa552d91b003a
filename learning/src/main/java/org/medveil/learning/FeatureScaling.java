package org.medveil.learning;

import java.io.Serializable;
import java.util.List;
import org.medveil.contracts.Refusal;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;

/**
 * A fixed map from encoder vectors to features, the same for every patient and hospital. None looks
 * at patients' data, so none costs privacy.
 */
public sealed interface FeatureScaling extends Serializable
    permits FeatureScaling.None,
        FeatureScaling.UnitNorm,
        FeatureScaling.PublicReference,
        PublicWhitening {
  /** The vector as it is. */
  FeatureScaling NONE = new None();

  /** Each vector centred by its own mean and scaled to L2 norm 1; a constant one becomes zero. */
  FeatureScaling UNIT_NORM = new UnitNorm();

  /** A new array of the same length; the argument is left alone. */
  float[] apply(float[] vector);

  /** The name that {@link #named} understands. */
  String name();

  /**
   * {@link #UNIT_NORM}, then minus the unit-norm code of a synthetic image, then norm 1 again. Most
   * of an image's code is what all images share; left in, it takes up nearly all of the clip and
   * the noise drowns what differs between patients. A synthetic image with the spectrum of natural
   * ones (1/f) takes most of it out without a look at anyone's data.
   *
   * @param encoder the encoder of the vectors
   * @param height rows of the images that are encoded, pixels
   * @param width columns, pixels
   * @param channels samples per pixel
   */
  static FeatureScaling publicReference(Encoder encoder, int height, int width, int channels) {
    byte[] pixels = PublicReferenceImage.pixels(height, width, channels);
    float[] code = encoder.encode(new EncoderInput(height, width, channels, pixels));
    return new PublicReference(UNIT_NORM.apply(code));
  }

  /**
   * {@link #UNIT_NORM}, then whitened by the mean and covariance of the codes of 1024 synthetic
   * images, then norm 1 again. Codes of images lie in a flat ellipsoid: a few directions take most
   * of the norm, and gradient descent crawls along the others, each step paid for. Synthetic images
   * with the spectra of natural ones know most of that shape without a look at anyone's data.
   * Building it encodes 1024 images, so build it once, where the job begins.
   *
   * @param encoder the encoder of the vectors
   * @param height rows of the images that are encoded, pixels
   * @param width columns, pixels
   * @param channels samples per pixel
   */
  static FeatureScaling publicWhitening(Encoder encoder, int height, int width, int channels) {
    return PublicWhitening.of(encoder, height, width, channels);
  }

  /**
   * By name: {@code none}, {@code unit-norm}, {@code public-reference} or {@code public-whitening}.
   *
   * @throws Refusal exit 2 for any other name
   */
  static FeatureScaling named(String name, Encoder encoder, int height, int width, int channels) {
    return switch (name) {
      case "none" -> NONE;
      case "unit-norm" -> UNIT_NORM;
      case "public-reference" -> publicReference(encoder, height, width, channels);
      case "public-whitening" -> publicWhitening(encoder, height, width, channels);
      default ->
          throw Refusal.usage(
              "there is no feature scaling '" + name + "'", "known: " + String.join(", ", names()));
    };
  }

  /** All names, sorted. */
  static List<String> names() {
    return List.of("none", "public-reference", "public-whitening", "unit-norm");
  }

  /** See {@link FeatureScaling#NONE}. */
  record None() implements FeatureScaling {
    @Override
    public float[] apply(float[] vector) {
      return vector.clone();
    }

    @Override
    public String name() {
      return "none";
    }
  }

  /** See {@link FeatureScaling#UNIT_NORM}. */
  record UnitNorm() implements FeatureScaling {
    @Override
    public float[] apply(float[] vector) {
      double sum = 0;
      for (float value : vector) {
        sum += value;
      }
      double mean = sum / vector.length;
      double[] centred = new double[vector.length];
      for (int i = 0; i < vector.length; i++) {
        centred[i] = vector[i] - mean;
      }
      return UnitVector.along(centred);
    }

    @Override
    public String name() {
      return "unit-norm";
    }
  }

  /** See {@link FeatureScaling#publicReference}. */
  final class PublicReference implements FeatureScaling {
    private final float[] reference;

    private PublicReference(float[] reference) {
      this.reference = reference;
    }

    @Override
    public float[] apply(float[] vector) {
      float[] unit = UNIT_NORM.apply(vector);
      double[] centred = new double[unit.length];
      for (int i = 0; i < unit.length; i++) {
        centred[i] = (double) unit[i] - reference[i];
      }
      return UnitVector.along(centred);
    }

    @Override
    public String name() {
      return "public-reference";
    }
  }
}
