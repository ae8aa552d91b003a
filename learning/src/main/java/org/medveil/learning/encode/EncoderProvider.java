package org.medveil.learning.encode;

/**
 * The door for encoders: implement it, name the class in {@code
 * META-INF/services/org.medveil.learning.encode.EncoderProvider}, and {@code --encoder NAME} finds
 * it.
 */
public interface EncoderProvider {
  /** The name that operators type; lower case, unique over all providers on the class path. */
  String name();

  /**
   * Builds an encoder for one image shape.
   *
   * @throws org.medveil.contracts.Refusal exit 2 where the settings do not suit this encoder, 77
   *     where a pinned hash does not match
   */
  Encoder create(EncoderSettings settings);
}
