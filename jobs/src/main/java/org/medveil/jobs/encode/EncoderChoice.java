package org.medveil.jobs.encode;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.medveil.audits.erasure.ErasedEncoder;
import org.medveil.audits.erasure.EraserFile;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.learning.Device;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

/**
 * Which encoder to build on each executor.
 *
 * @param name as in the SPI
 * @param resolution height and width of the images
 * @param channels 1 or 3
 * @param card the encoder's card, empty when it needs none
 * @param stage eraser behind the encoder, null for none
 */
record EncoderChoice(String name, int resolution, int channels, String card, EraserFile stage)
    implements Serializable {
  static EncoderChoice of(
      String name, DataUseAgreement agreement, Optional<Path> card, Optional<EraserFile> eraser) {
    return new EncoderChoice(
        name,
        agreement.resolution(),
        agreement.grayscale() ? 1 : 3,
        card.map(path -> path.toAbsolutePath().toString()).orElse(""),
        eraser.orElse(null));
  }

  /** The encoder, with the eraser behind it if there is one. */
  Encoder encoder() {
    return encoder(Device.CPU);
  }

  /** For the device of the task that asks. */
  Encoder encoder(Device device) {
    Encoder whole = Encoders.named(name, settings(), device);
    return stage == null ? whole : new ErasedEncoder(whole, stage);
  }

  private EncoderSettings settings() {
    return new EncoderSettings(
        resolution, resolution, channels, card.isEmpty() ? null : Path.of(card));
  }
}
