package org.medveil.imaging;

import java.util.Objects;

/** One SOP instance: header facts and the samples of its first frame. */
public record DicomImage(DicomHeader header, Raster raster) {
  /** Both parts are there. */
  public DicomImage {
    Objects.requireNonNull(header);
    Objects.requireNonNull(raster);
  }
}
