package org.medveil.opendp.twin;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What the twin is made of, so that a receipt can name it. */
final class OwnCode {
  /** Every class of the package, in this order. */
  static final List<Class<?>> CLASSES =
      List.of(
          AesWords.class,
          Coin.class,
          ExpBounds.class,
          GridDraws.class,
          GridTable.class,
          GridTail.class,
          JavaGridNoise.class,
          OwnCode.class,
          Share.class,
          Shares.class);

  private OwnCode() {}

  /** SHA-256 (FIPS 180-4) over the class files, 64 lower-case hex digits. */
  static String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Class<?> type : CLASSES) {
        read(type.getSimpleName() + ".class", digest);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new IllegalStateException("the twin's own code cannot be read", e);
    }
  }

  private static void read(String file, MessageDigest digest) throws IOException {
    try (InputStream in = OwnCode.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is missing");
      }
      new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
