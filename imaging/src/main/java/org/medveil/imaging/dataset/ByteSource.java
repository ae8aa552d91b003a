package org.medveil.imaging.dataset;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * Bytes read forward through one small buffer; long values go straight from the stream into their
 * own array. A length that a file claims is believed only as far as bytes really arrive.
 */
final class ByteSource {
  private static final int BUFFER = 16 << 10;
  private static final int STEP = 1 << 20;

  private final InputStream in;
  private final byte[] buffer;
  private int at;
  private int end;
  private long before;

  ByteSource(InputStream in) {
    this.in = in;
    this.buffer = new byte[BUFFER];
  }

  /** The bytes of one value. */
  ByteSource(byte[] value) {
    this.in = null;
    this.buffer = value;
    this.end = value.length;
  }

  /** Bytes taken so far. */
  long position() {
    return before + at;
  }

  boolean atEnd() throws IOException {
    return available(1) == 0;
  }

  /** How many of the next {@code wanted} (at most 1024) bytes there are. */
  int available(int wanted) throws IOException {
    while (end - at < wanted) {
      if (in == null) {
        return end - at;
      }
      if (buffer.length - at < wanted) {
        System.arraycopy(buffer, at, buffer, 0, end - at);
        before += at;
        end -= at;
        at = 0;
      }
      int count = in.read(buffer, end, buffer.length - end);
      if (count < 0) {
        return end - at;
      }
      end += count;
    }
    return wanted;
  }

  /** Makes the next bytes addressable by {@link #peek}. */
  void need(int count) throws IOException {
    if (available(count) < count) {
      throw new EOFException();
    }
  }

  /** The byte that many places ahead, 0–255; asked for by {@link #need} before. */
  int peek(int ahead) {
    return buffer[at + ahead] & 0xff;
  }

  int peekShort(int ahead, boolean big) {
    int first = peek(ahead);
    int second = peek(ahead + 1);
    return big ? first << 8 | second : second << 8 | first;
  }

  int peekInt(int ahead, boolean big) {
    int first = peekShort(ahead, big);
    int second = peekShort(ahead + 2, big);
    return big ? first << 16 | second : second << 16 | first;
  }

  int peekTag(int ahead, boolean big) {
    return peekShort(ahead, big) << 16 | peekShort(ahead + 2, big);
  }

  /** Steps over bytes that {@link #need} has found. */
  void advance(int count) {
    at += count;
  }

  byte[] take(long count) throws IOException {
    if (count <= end - at) {
      byte[] out = Arrays.copyOfRange(buffer, at, at + (int) count);
      at += (int) count;
      return out;
    }
    if (in == null) {
      throw new EOFException();
    }
    int buffered = end - at;
    boolean there = in.available() >= count - buffered;
    byte[] out = new byte[(int) (there ? count : Math.min(count, STEP))];
    System.arraycopy(buffer, at, out, 0, Math.min(buffered, out.length));
    at += Math.min(buffered, out.length);
    fill(out, buffered);
    while (out.length < count) {
      int had = out.length;
      out = Arrays.copyOf(out, (int) Math.min(count, 2L * had));
      fill(out, had);
    }
    return out;
  }

  private void fill(byte[] out, int from) throws IOException {
    int wanted = out.length - from;
    if (wanted <= 0) {
      return;
    }
    if (in.readNBytes(out, from, wanted) < wanted) {
      throw new EOFException();
    }
    before += wanted;
  }

  void skip(long count) throws IOException {
    long buffered = Math.min(count, end - at);
    at += (int) buffered;
    long left = count - buffered;
    if (left > 0 && in == null) {
      throw new EOFException();
    }
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        throw new EOFException();
      }
      before += skipped;
      left -= skipped;
    }
  }

  /** What was not taken yet, as a stream that can go back. */
  InputStream rest() {
    InputStream buffered = new ByteArrayInputStream(buffer, at, end - at);
    return new BufferedInputStream(new SequenceInputStream(buffered, in), BUFFER);
  }
}
