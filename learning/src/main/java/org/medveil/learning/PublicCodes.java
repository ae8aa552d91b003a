package org.medveil.learning;

import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;

/** What an encoder makes of synthetic images with the spectra of natural ones: nobody's data. */
public final class PublicCodes {
  private static final int IMAGES = 1024;

  private PublicCodes() {}

  /**
   * The codes of 1024 synthetic images, always the same, as the encoder gives them.
   *
   * @param encoder the encoder of the vectors
   * @param height rows of the images, pixels
   * @param width columns, pixels
   * @param channels samples per pixel
   */
  public static float[][] of(Encoder encoder, int height, int width, int channels) {
    PublicImageFamily family = new PublicImageFamily(height, width, channels);
    float[][] codes = new float[IMAGES][];
    for (int image = 0; image < IMAGES; image++) {
      codes[image] =
          encoder.encode(new EncoderInput(height, width, channels, family.pixels(image)));
    }
    return codes;
  }
}
