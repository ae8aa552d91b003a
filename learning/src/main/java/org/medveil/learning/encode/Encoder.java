package org.medveil.learning.encode;

import org.medveil.learning.Device;

/**
 * A fixed function from an image to a vector. Built once per task through {@link Encoders#named};
 * an instance may reuse buffers between calls, so it serves one thread at a time.
 */
public interface Encoder extends AutoCloseable {
  /** Which function, for people: name, parameters and version, such as {@code pixels/2}. */
  String id();

  /**
   * Which function, for machines: 64 lower-case hex digits over everything that decides the output
   * (shape, parameters, filter or model bytes). Two encoders of equal hash encode equally.
   */
  String sha256();

  /** Length of every vector that {@link #encode} returns; at least 1. */
  int dimension();

  /**
   * Encodes one image.
   *
   * @param in an image whose shape this encoder {@link #accepts}
   * @return a new array of {@link #dimension()} finite floats; its unit is the encoder's own
   * @throws IllegalArgumentException if the shape is not accepted (callers ask first and quarantine
   *     such images as {@code ENCODER_SHAPE})
   */
  float[] encode(EncoderInput in);

  /** Whether images of this height and width (pixels) and number of channels can be encoded. */
  boolean accepts(int height, int width, int channels);

  /** Where it computes. */
  default Device device() {
    return Device.CPU;
  }

  /** Gives back memory that Java does not see, a GPU's above all; nothing is encoded after it. */
  @Override
  default void close() {}
}
