package org.medveil.learning.encode;

import java.nio.file.Path;
import org.medveil.contracts.Refusal;

/**
 * What an encoder is built for.
 *
 * @param height rows of the images, pixels, 1 to 4096
 * @param width columns of the images, pixels, 1 to 4096
 * @param channels samples per pixel, 1 to 16
 * @param card file that describes a model ({@code onnx}), or null for encoders that need none
 */
public record EncoderSettings(int height, int width, int channels, Path card) {
  private static final int LARGEST_SIDE = 4096;
  private static final int MOST_CHANNELS = 16;

  /** Checks the ranges; a value outside is exit 2. */
  public EncoderSettings {
    if (height < 1 || width < 1 || height > LARGEST_SIDE || width > LARGEST_SIDE) {
      throw Refusal.usage(
          "an encoder cannot be built for images of " + height + " x " + width + " pixels",
          "each side is 1 to " + LARGEST_SIDE + " pixels");
    }
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw Refusal.usage(
          "an encoder cannot be built for images of " + channels + " channels",
          "the number of channels is 1 to " + MOST_CHANNELS);
    }
  }

  /** Whether an image has exactly this shape. */
  boolean matches(int otherHeight, int otherWidth, int otherChannels) {
    return height == otherHeight && width == otherWidth && channels == otherChannels;
  }

  /** Refuses a card given to an encoder that has no use for it. */
  void refuseCard(String encoderName) {
    if (card != null) {
      throw Refusal.usage(
          "the encoder '" + encoderName + "' takes no card", "leave the card out, or use 'onnx'");
    }
  }

  /** Throws unless the image has exactly this shape. */
  void require(EncoderInput in) {
    if (!matches(in.height(), in.width(), in.channels())) {
      throw new IllegalArgumentException(
          "this encoder was built for %d x %d x %d, not for %s"
              .formatted(height, width, channels, in));
    }
  }
}
