package org.medveil.jobs.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this process shuffles and spills: a folder of its own in each of Spark's, owner only. Spark
 * deletes its files when it ends, but not when it is killed; then rows of patients would lie about
 * for good. The next start removes the folders whose process is gone: the operating system's lock
 * on a file in them, which ends with the process, says so, also across containers.
 */
final class ScratchFolders {
  private static final String PREFIX = "medveil-scratch-";
  private static final String ALIVE = ".alive";

  /** A folder this young may be waiting for its lock. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private ScratchFolders() {}

  /**
   * Spark's local folders for this process.
   *
   * @param asked the operator's {@code spark.local.dir}, a comma list, if any
   */
  static String within(Optional<String> asked) {
    List<String> own = new ArrayList<>();
    for (String base : asked.orElse(System.getProperty("java.io.tmpdir")).split(",")) {
      own.add(make(Path.of(base.trim())).toString());
    }
    return String.join(",", own);
  }

  private static Path make(Path base) {
    try {
      Files.createDirectories(base);
      sweep(base, Instant.now().minus(YOUNG));
      Path own = Files.createTempDirectory(base, PREFIX);
      own.toFile().deleteOnExit(); // empty by then: Spark has deleted its own
      Path alive = own.resolve(ALIVE);
      FileChannel channel =
          FileChannel.open(alive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      alive.toFile().deleteOnExit();
      channel.lock();
      // Held by the hook: a channel that nobody refers to is closed, and its lock with it.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(channel)));
      return own;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what dead processes left before a moment. */
  static void sweep(Path base, Instant before) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path folder : all) {
        boolean young = Files.getLastModifiedTime(folder).toInstant().isAfter(before);
        if (!young && Files.isWritable(folder) && isDead(folder.resolve(ALIVE))) {
          delete(folder);
        }
      }
    }
  }

  private static boolean isDead(Path alive) throws IOException {
    if (!Files.exists(alive)) {
      return false; // not one of ours, or half removed by another
    }
    try (FileChannel channel = FileChannel.open(alive, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.endsWith(ALIVE)) {
          Files.deleteIfExists(path.equals(folder) ? folder.resolve(ALIVE) : path);
        }
      }
    }
    Files.deleteIfExists(folder);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // The process ends.
    }
  }
}
