package org.medveil.opendp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What a native library is made of.
 *
 * @param opendp version of the {@code opendp} crate that was linked
 * @param crate version of the crate around it, whose natives this package calls
 */
record LibraryVersion(String opendp, String crate) {
  private static final String RESOURCE = "library.properties";

  /** What this jar was built for. */
  static LibraryVersion wanted() {
    Properties read = new Properties();
    try (InputStream in = LibraryVersion.class.getResourceAsStream(RESOURCE)) {
      read.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LibraryVersion(read.getProperty("opendp"), read.getProperty("crate"));
  }

  /** What the loaded library says of itself. */
  static LibraryVersion loaded() {
    return new LibraryVersion(OpenDp.version(), OpenDp.crateVersion());
  }

  @Override
  public String toString() {
    return "version " + crate + " around OpenDP " + opendp;
  }
}
