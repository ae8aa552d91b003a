package org.medveil.imaging;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The buffered stream directly under the parser. It counts reads since the parser last delivered an
 * element: a file made of stray delimiters would keep the parser busy, and writing one log line for
 * each, without ever handing control back.
 */
final class ParserStream extends BufferedInputStream {
  private static final int ELEMENT_HEADER_BYTES = 8;
  private int idleReads;

  ParserStream(InputStream in) {
    super(in, 16 << 10);
  }

  /** The parser delivered something. */
  void progress() {
    idleReads = 0;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    if (length <= ELEMENT_HEADER_BYTES && ++idleReads > Limits.IDLE_READS) {
      throw Rejected.malformed("a long run of delimiters without elements");
    }
    return super.read(bytes, offset, length);
  }
}
