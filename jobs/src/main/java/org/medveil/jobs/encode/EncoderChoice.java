package org.medveil.jobs.encode;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.learning.encode.EncoderSettings;

/**
 * Which encoder to build on each executor.
 *
 * @param name as in the SPI
 * @param resolution height and width of the images
 * @param channels 1 or 3
 * @param card the encoder's card, empty when it needs none
 */
record EncoderChoice(String name, int resolution, int channels, String card)
    implements Serializable {
  static EncoderChoice of(String name, DataUseAgreement agreement, Optional<Path> card) {
    return new EncoderChoice(
        name,
        agreement.resolution(),
        agreement.grayscale() ? 1 : 3,
        card.map(path -> path.toAbsolutePath().toString()).orElse(""));
  }

  EncoderSettings settings() {
    return new EncoderSettings(
        resolution, resolution, channels, card.isEmpty() ? null : Path.of(card));
  }
}
