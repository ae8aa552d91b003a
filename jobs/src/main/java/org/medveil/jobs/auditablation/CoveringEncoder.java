package org.medveil.jobs.auditablation;

import java.io.Serializable;
import org.medveil.audits.erasure.ErasedEncoder;
import org.medveil.audits.erasure.EraserFile;
import org.medveil.learning.encode.Encoder;

/**
 * The encoder that sees covered images, built anew where it is used.
 *
 * @param name as in the SPI
 * @param resolution height and width of the images
 * @param channels 1 or 3
 * @param card path, empty when it needs none
 * @param stage eraser behind the encoder, null for none
 */
record CoveringEncoder(String name, int resolution, int channels, String card, EraserFile stage)
    implements Serializable {
  Encoder build() {
    Encoder whole = AblationOptions.named(this);
    return stage == null ? whole : new ErasedEncoder(whole, stage);
  }
}
