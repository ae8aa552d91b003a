package org.medveil.jobs.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** DigestInputStream passes skip on to the file, past the digest; here what is skipped is read. */
final class HashedStream extends DigestInputStream {
  HashedStream(InputStream in, MessageDigest sha) {
    super(in, sha);
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
