package org.medveil.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A deflated data set, inflated up to the limits (PS3.5 A.5). */
public final class Inflated extends InflaterInputStream {
  private static final int ZLIB_HEADER = 0x78;

  private final long most;

  private Inflated(InputStream in, boolean raw, long most) {
    super(in, new Inflater(raw), 8 << 10);
    this.most = most;
  }

  /**
   * @param in supports mark; stands on the first deflated byte. The standard wants raw deflate;
   *     files with a zlib header exist and are taken too.
   * @param most inflated bytes, whatever the ratio
   */
  public static Inflated of(InputStream in, long most) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    boolean zlib = first == ZLIB_HEADER && (first << 8 | second) % 31 == 0;
    return new Inflated(in, !zlib, most);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    long allowed = Limits.INFLATE_FLOOR + Limits.INFLATE_RATIO * inf.getBytesRead();
    if (inf.getBytesWritten() > Math.min(most, allowed)) {
      throw Rejected.limit("the deflated data set expands beyond the limit");
    }
    return count;
  }

  /** Inflates what is left, so that a cut or overlong stream is noticed. */
  public void drain() throws IOException {
    byte[] scratch = new byte[8 << 10];
    while (read(scratch, 0, scratch.length) >= 0) {
      continue;
    }
  }

  @Override
  public void close() {
    inf.end(); // the stream below belongs to the caller
  }
}
