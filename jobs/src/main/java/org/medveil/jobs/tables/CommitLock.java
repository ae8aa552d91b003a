package org.medveil.jobs.tables;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.LockManager;

/**
 * Makes the commit of an Iceberg table on a disk one step among processes. Without it Iceberg's
 * Hadoop catalog looks whether the next version is there and then renames onto it, which on a disk
 * overwrites what another process put there in between: its rows would be lost.
 *
 * <p>The operating system's file lock, held for the moment of the rename. It ends with its process,
 * however that ends. The file stays, empty.
 */
public final class CommitLock implements LockManager {
  private static final Pattern VERSION = Pattern.compile("v(\\d+)(\\.gz)?\\.metadata\\.json");
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private final Map<String, FileLock> held = new HashMap<>();

  /** For Iceberg, which makes it by its name. */
  public CommitLock() {}

  @Override
  public void initialize(Map<String, String> properties) {
    // What it needs stands in the name of the file that is to be made.
  }

  @Override
  public boolean acquire(String metadataFile, String owner) {
    Path file = Path.of(new org.apache.hadoop.fs.Path(metadataFile).toUri().getPath());
    try {
      FileChannel channel =
          FileChannel.open(
              file.resolveSibling(".commit.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null || isOvertaken(file)) {
        channel.close();
        return false;
      }
      synchronized (held) {
        held.put(metadataFile, lock);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean release(String metadataFile, String owner) {
    FileLock lock;
    synchronized (held) {
      lock = held.remove(metadataFile);
    }
    if (lock == null) {
      return false;
    }
    try {
      lock.channel().close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    // Nothing is held between commits.
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + PATIENCE;
    while (System.nanoTime() < deadline) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException e) {
        // Another session of this process.
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return null;
  }

  /** Old versions are deleted, so that the very name may be free again though later ones exist. */
  private static boolean isOvertaken(Path file) throws IOException {
    long mine = version(file);
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(file.getParent())) {
      for (Path other : versions) {
        if (version(other) >= mine) {
          return true;
        }
      }
    }
    return false;
  }

  private static long version(Path file) {
    Matcher name = VERSION.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }
}
