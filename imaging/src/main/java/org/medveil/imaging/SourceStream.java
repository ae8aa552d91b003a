package org.medveil.imaging;

import java.io.IOException;
import java.io.InputStream;
import org.medveil.contracts.RejectReason;

/**
 * The caller's stream with a cap on its bytes. Failures of the storage become {@code UNREADABLE},
 * so that a broken disk is never mistaken for a broken file; and skipping past the end is noticed,
 * which seekable streams do not do by themselves.
 */
public final class SourceStream extends InputStream {
  private final InputStream in;
  private long left;

  /**
   * The caller closes the stream.
   *
   * @param most bytes taken from it
   */
  public SourceStream(InputStream in, long most) {
    this.in = in;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return counted(in.read(bytes, offset, length));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public int available() throws IOException {
    try {
      return in.available();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public long skip(long wanted) throws IOException {
    if (wanted <= 0) {
      return 0;
    }
    try {
      // One byte less is skipped than asked for and one is read: that one must exist.
      long skipped = wanted > 1 ? counted(in.skip(wanted - 1)) : 0;
      return read() < 0 ? 0 : skipped + 1;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private <N extends Number> N counted(N bytes) throws Rejected {
    left -= Math.max(0, bytes.longValue());
    if (left < 0) {
      throw Rejected.limit("more bytes than the reader takes from one file");
    }
    return bytes;
  }

  private static IOException unreadable(IOException e) {
    return e instanceof Rejected
        ? e
        : new Rejected(RejectReason.UNREADABLE, "the storage failed while reading");
  }
}
