package org.medveil.learning.encode;

import java.util.Optional;
import org.medveil.learning.Device;

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

  /**
   * Builds it for a device. An encoder that knows only the processor computes there, whatever it is
   * offered, and says so: {@link Encoder#device}.
   *
   * @throws org.medveil.contracts.Refusal as above, and exit 2 where there is an {@link #obstacle}
   */
  default Encoder create(EncoderSettings settings, Device device) {
    return create(settings);
  }

  /** Why this encoder would use the device and cannot, on this machine; empty when it can. */
  default Optional<String> obstacle(Device device) {
    return Optional.empty();
  }
}
