package org.medveil.learning;

import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;

/** What an encoder makes of synthetic images with the spectra of natural ones: nobody's data. */
public final class PublicCodes {
  private PublicCodes() {}

  /**
   * The codes of synthetic images, always the same, as the encoder gives them.
   *
   * @param encoder the encoder of the vectors
   * @param height rows of the images, pixels
   * @param width columns, pixels
   * @param channels samples per pixel
   * @param images how many, at least 1; fewer are the first of more
   */
  public static float[][] of(Encoder encoder, int height, int width, int channels, int images) {
    PublicImageFamily family = new PublicImageFamily(height, width, channels);
    float[][] codes = new float[images][];
    for (int image = 0; image < images; image++) {
      codes[image] =
          encoder.encode(new EncoderInput(height, width, channels, family.pixels(image)));
    }
    return codes;
  }
}
