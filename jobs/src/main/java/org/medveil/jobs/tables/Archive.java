package org.medveil.jobs.tables;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The members of a zip or tar(.gz) file, one after the other, straight from the stream: nothing is
 * unpacked to a disk, so names that climb out of a folder lead nowhere. Bounded in the number of
 * members and in what its bytes may expand to.
 */
public final class Archive implements Closeable {
  /** Between an archive's URI and a member's path. */
  public static final String SEPARATOR = "!/";

  private static final int MEMBERS = 100_000;
  private static final long FLOOR = 256L << 20;
  private static final long RATIO = 100;

  private final Counted packed;
  private final InputStream unpacked;
  private final Cursor cursor;
  private final Set<String> names = new HashSet<>();
  private long expanded;
  private IOException failure;

  /** Steps to the next member that is a file; null behind the last. */
  private interface Cursor {
    String next() throws IOException;
  }

  /** Beyond the limits. The message never names a member. */
  public static final class LimitException extends IOException {
    private static final long serialVersionUID = 1;

    LimitException(String message) {
      super(message);
    }
  }

  private Archive(Counted packed, InputStream unpacked, Cursor cursor) {
    this.packed = packed;
    this.unpacked = unpacked;
    this.cursor = cursor;
  }

  /** Whether the name says so. */
  public static boolean is(String uri) {
    String name = uri.toLowerCase(Locale.ROOT);
    return name.endsWith(".zip") || isTar(name);
  }

  private static boolean isTar(String name) {
    return name.endsWith(".tar") || name.endsWith(".tar.gz") || name.endsWith(".tgz");
  }

  /** Opens an archive; the stream stays the caller's to close. */
  public static Archive open(String uri, InputStream in) throws IOException {
    Counted packed = new Counted(in);
    String name = uri.toLowerCase(Locale.ROOT);
    if (name.endsWith(".zip")) {
      ZipInputStream zip = new ZipInputStream(packed);
      return new Archive(packed, zip, () -> nextFile(zip));
    }
    boolean plain = name.endsWith(".tar");
    TarArchiveInputStream tar =
        new TarArchiveInputStream(plain ? packed : new GZIPInputStream(packed, 1 << 16));
    return new Archive(packed, tar, () -> nextFile(tar));
  }

  private static String nextFile(ZipInputStream zip) throws IOException {
    try {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          return entry.getName();
        }
      }
      return null;
    } catch (IllegalArgumentException e) {
      throw new IOException("a member's name cannot be decoded", e);
    }
  }

  private static String nextFile(TarArchiveInputStream tar) throws IOException {
    for (ArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (!entry.isDirectory()) {
        return entry.getName();
      }
    }
    return null;
  }

  /**
   * The path of the next member, or null behind the last.
   *
   * @throws IOException when the archive is broken, or was so inside the last member
   */
  public String next() throws IOException {
    if (failure != null) {
      throw failure;
    }
    String name = cursor.next();
    if (name == null) {
      return null;
    }
    if (names.size() >= MEMBERS) {
      throw new LimitException("more members than an archive may have");
    }
    if (!names.add(name)) { // which of the two would be found again?
      throw new IOException("two members of one name");
    }
    return name;
  }

  /** The bytes of the member that {@link #next} named. Closing it closes nothing. */
  public InputStream member() {
    return new Member();
  }

  /** The archive broke while a member was read: what was read of it is not the member. */
  public boolean isBroken() {
    return failure != null;
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }

  private final class Member extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        int count = unpacked.read(bytes, offset, length);
        expanded += Math.max(0, count);
        if (expanded > FLOOR + RATIO * packed.count) {
          throw new LimitException("the archive expands beyond the limit");
        }
        return count;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }

  /** Bytes taken from the archive as it is stored. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // the caller's
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
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
