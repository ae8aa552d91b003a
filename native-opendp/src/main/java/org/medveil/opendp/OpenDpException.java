package org.medveil.opendp;

import java.util.Objects;

/**
 * OpenDP refused, failed or panicked. Nothing was released: the array the caller passed is as it
 * was. The message never holds a value of the data; of a panic it holds only the place in the code.
 */
public final class OpenDpException extends RuntimeException {
  private final String variant;

  /**
   * @param variant OpenDP's kind of error ({@code FailedFunction}, {@code FailedMap}, {@code
   *     MakeMeasurement}, ...), or {@code Argument}, {@code Jni}, {@code Panic} from the layer
   *     around it
   * @param message what was wrong
   */
  // Called by name from the native library.
  OpenDpException(String variant, String message) {
    super("OpenDP, " + variant + ": " + message);
    this.variant = Objects.requireNonNull(variant);
  }

  /** The kind of error, as given by OpenDP's {@code ErrorVariant}; {@code Panic} for a panic. */
  public String variant() {
    return variant;
  }
}
