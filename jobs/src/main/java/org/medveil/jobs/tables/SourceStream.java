package org.medveil.jobs.tables;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Opens one source on an executor through Hadoop's file systems, never through binaryFile. */
public final class SourceStream {
  private static final int BUFFER = 1 << 17;

  private SourceStream() {}

  /**
   * A stream over the whole file, or over one member of an archive ({@code a.zip!/b.dcm}); the
   * caller closes it. A member is found by walking the archive up to it: for many of them walk it
   * once, with {@link Archive}.
   */
  public static InputStream open(String uri, Configuration hadoop) throws IOException {
    Optional<MemberUri> inside = MemberUri.of(uri);
    if (inside.isPresent()) {
      return openMember(inside.get().archive(), inside.get().member(), hadoop);
    }
    return openFile(uri, hadoop);
  }

  private static InputStream openFile(String uri, Configuration hadoop) throws IOException {
    Path path = new Path(uri);
    FileSystem fs = FileSystem.get(path.toUri(), hadoop);
    // On a disk Hadoop asks for checksums beside a file by opening them, and fails at a price.
    if (fs instanceof LocalFileSystem disk && !hasChecksums(disk, path)) {
      return disk.getRawFileSystem().open(path, BUFFER);
    }
    return fs.open(path, BUFFER);
  }

  private static boolean hasChecksums(LocalFileSystem disk, Path path) throws IOException {
    return disk.getRawFileSystem().exists(disk.getChecksumFile(path));
  }

  private static InputStream openMember(String uri, String member, Configuration hadoop)
      throws IOException {
    InputStream file = openFile(uri, hadoop);
    try {
      Archive archive = Archive.open(uri, file);
      for (String name = archive.next(); name != null; name = archive.next()) {
        if (name.equals(member)) {
          return new FilterInputStream(archive.member()) {
            @Override
            public void close() throws IOException {
              archive.close();
              file.close();
            }
          };
        }
      }
      throw new FileNotFoundException("the archive no longer has this member");
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }
}
