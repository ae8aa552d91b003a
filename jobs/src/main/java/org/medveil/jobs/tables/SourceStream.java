package org.medveil.jobs.tables;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Opens one source on an executor through Hadoop's file systems, never through binaryFile. */
public final class SourceStream {
  private SourceStream() {}

  /** A stream over the whole file; the caller closes it. */
  public static InputStream open(String uri, Configuration hadoop) throws IOException {
    Path path = new Path(uri);
    FileSystem fs = FileSystem.get(path.toUri(), hadoop);
    return fs.open(path, 1 << 17);
  }
}
