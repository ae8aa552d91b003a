package org.medveil.jobs.tables;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.medveil.dp.Hashes;

/** Folder names as users type them, made absolute; hashes of bytes. */
public final class Locations {
  private Locations() {}

  /**
   * A URI is left alone, a plain path becomes an absolute file URI as Hadoop's paths write it:
   * blanks and other characters stand as they are, since Hadoop does not decode {@code %20}.
   */
  public static String absolute(String location) {
    if (location.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
      return location.replaceAll("/+$", "");
    }
    return "file://" + Path.of(location).toAbsolutePath().normalize();
  }

  /** Hex SHA-256. */
  public static String sha256(byte[] bytes) {
    return Hashes.sha256Hex(bytes);
  }

  /** Hex SHA-256 of a text's UTF-8 bytes. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static String shortHash(String text) {
    return sha256(text).substring(0, 12);
  }
}
