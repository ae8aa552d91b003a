package org.medveil.jobs.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * What an object store promises, and no more, over a folder: an object appears when it is closed,
 * whole; there is no rename. Can lose its power before an object of a name.
 */
public final class ObjectStore extends FileSystem {
  private static final AtomicReference<String> CRASH = new AtomicReference<>("");
  private final RawLocalFileSystem disk = new RawLocalFileSystem();
  private URI uri;

  static void crashBefore(String name) {
    CRASH.set(name);
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    setConf(conf);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    disk.initialize(URI.create("file:///"), conf);
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return disk.open(onDisk(path), bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return new FSDataOutputStream(
        new ByteArrayOutputStream() {
          @Override
          public void close() throws IOException {
            if (path.getName().equals(CRASH.get())) {
              throw new IOException("no power");
            }
            try (FSDataOutputStream out = disk.create(onDisk(path), overwrite)) {
              out.write(toByteArray());
            }
          }
        },
        null);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("objects do not grow");
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException("objects do not move");
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return disk.delete(onDisk(path), recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus[] found = disk.listStatus(onDisk(path));
    for (FileStatus status : found) {
      status.setPath(new Path(path, status.getPath().getName()));
    }
    return found;
  }

  @Override
  public void setWorkingDirectory(Path path) {
    throw new UnsupportedOperationException("objects have none");
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri + "/");
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return disk.mkdirs(onDisk(path));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return disk.getFileStatus(onDisk(path));
  }

  private static Path onDisk(Path path) {
    return new Path("file", "", path.toUri().getPath());
  }
}
