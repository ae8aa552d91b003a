package org.medveil.opendp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.medveil.contracts.Refusal;

/**
 * The library as it lies in the jar, its checksum verified.
 *
 * @param bytes of the shared object; owned by this record, never handed on
 * @param sha256 64 lower-case hex digits
 */
record BundledLibrary(byte[] bytes, String sha256) {
  static final String FILE_NAME = "libmedveil_opendp.so";

  /**
   * @throws Refusal where the jar holds no library for this platform, or one that does not match
   *     the checksum next to it
   */
  static BundledLibrary of(ClassLoader loader) {
    String resource = "natives/" + platform() + "/" + FILE_NAME;
    byte[] library = read(loader, resource);
    String expected = text(read(loader, resource + ".sha256"));
    String actual = Sha256.of(library);
    if (!actual.equals(expected)) {
      throw NativeLibrary.refusal(
          "the OpenDP library in the jar does not match its checksum",
          "Build or fetch the medveil-native-opendp jar again.",
          null);
    }
    return new BundledLibrary(library, actual);
  }

  private static byte[] read(ClassLoader loader, String resource) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw NativeLibrary.refusal(
            "the jar holds no " + resource,
            "Build native-opendp with cargo on this platform, or pass -D"
                + NativeLibrary.PATH_PROPERTY
                + ".",
            null);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw NativeLibrary.refusal(
          "the jar's " + resource + " cannot be read", "Check the medveil-native-opendp jar.", e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII).strip();
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '_');
    String arch = System.getProperty("os.arch");
    return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
  }
}
