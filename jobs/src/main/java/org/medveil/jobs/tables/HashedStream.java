package org.medveil.jobs.tables;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** DigestInputStream passes skip on to the file, past the digest; here what is skipped is read. */
public final class HashedStream extends DigestInputStream {
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

  /** The hash of all that was read, in hex; once. */
  public String hex() {
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
