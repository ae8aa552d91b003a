package org.medveil.jobs.tables;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** DigestInputStream passes skip on to the file, past the digest; here what is skipped is read. */
public final class HashedStream extends DigestInputStream {
  private static final int PIECE = 1 << 17;

  HashedStream(InputStream in, MessageDigest sha) {
    super(in, sha);
  }

  /** Hashes with SHA-256 what is read of a stream. */
  public static HashedStream over(InputStream in) {
    try {
      return new HashedStream(in, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Reads on to the end and returns the hash of everything in hex; once. */
  public String hexOfAll() throws IOException {
    byte[] piece = new byte[PIECE];
    while (read(piece, 0, piece.length) >= 0) {
      // Reading is hashing.
    }
    return HexFormat.of().formatHex(getMessageDigest().digest());
  }

  @Override
  public long skip(long wanted) throws IOException {
    long left = wanted;
    byte[] piece = new byte[8192];
    while (left > 0) {
      int read = read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return wanted <= 0 ? 0 : wanted - left;
  }

  /** A reader that went back would be hashed twice. */
  @Override
  public boolean markSupported() {
    return false;
  }
}
