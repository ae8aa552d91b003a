package org.medveil.imaging.dataset;

import java.util.Objects;
import java.util.Optional;
import org.medveil.imaging.DicomRejection;

/**
 * What could be read of a file.
 *
 * @param object with the elements in front of the flaw
 * @param flaw why it is not the whole file
 */
public record Partial(DicomObject object, Optional<DicomRejection> flaw) {
  /** Both parts are there. */
  public Partial {
    Objects.requireNonNull(object);
    Objects.requireNonNull(flaw);
  }
}
