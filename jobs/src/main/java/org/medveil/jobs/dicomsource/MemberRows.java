package org.medveil.jobs.dicomsource;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.medveil.imaging.DicomRejection;
import org.medveil.jobs.tables.Archive;
import org.medveil.jobs.tables.MemberWalk;
import org.medveil.jobs.tables.SourceFile;

/** The members of one archive, one after the other; behind them, a broken archive's own row. */
final class MemberRows implements Closeable {
  private final SourceFile archive;
  private final InputStream file;
  private final FileRows reader;
  private final MemberWalk walk;

  MemberRows(SourceFile archive, InputStream file, FileRows reader) {
    this.archive = archive;
    this.file = file;
    this.reader = reader;
    this.walk = MemberWalk.over(archive.uri(), file);
  }

  /** The rows of the next member; empty behind the last. */
  Optional<Iterator<InternalRow>> next() {
    String name = walk.next();
    if (name == null) {
      return Optional.empty();
    }
    Counted in = new Counted(walk.member());
    Found found = reader.read(in);
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      return Optional.of(Collections.emptyIterator()); // the archive broke, and says so below
    }
    if (walk.isBroken()) {
      return Optional.of(Collections.emptyIterator());
    }
    String uri = archive.uri() + Archive.SEPARATOR + name;
    return Optional.of(reader.rows(new SourceFile(uri, in.count), found));
  }

  /** What is wrong with the archive itself; asked for behind the last member. */
  Iterator<InternalRow> own() {
    Optional<DicomRejection> flaw = walk.flaw();
    return flaw.map(why -> reader.rejected(archive, why)).orElseGet(Collections::emptyIterator);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** The length of a member is known when it was read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
      long skipped = in.skip(wanted);
      count += skipped;
      return skipped;
    }
  }
}
