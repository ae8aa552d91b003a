package org.medveil.jobs.tables;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A disk: rename(2) of a folder is one step and refuses a target that holds files. Hadoop's own
 * rename does not: where a rival was quicker it copies the attempt into the rival's folder.
 *
 * <p>Files, folders and names are forced onto the disk, so that a machine that loses its power
 * right after has them.
 */
final class LocalCommit implements FolderCommit {
  @Override
  public boolean publish(org.apache.hadoop.fs.Path target, Map<String, byte[]> files)
      throws IOException {
    Path to = new File(target.toUri().getPath()).toPath();
    if (Files.exists(to)) {
      return false;
    }
    List<Path> made = makeParents(to.getParent());
    Path attempt = to.resolveSibling(AttemptName.fresh(to.getFileName().toString()));
    Files.createDirectory(attempt);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(attempt.resolve(file.getKey()), file.getValue());
    }
    force(attempt);
    if (!moved(attempt, to)) {
      return false;
    }
    force(to.getParent());
    for (Path folder : made) {
      force(folder.getParent());
    }
    return true;
  }

  private static boolean moved(Path attempt, Path to) throws IOException {
    try {
      Files.move(attempt, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      throw e; // the attempt was taken away
    } catch (FileSystemException e) {
      delete(attempt);
      if (Files.exists(to)) {
        return false;
      }
      throw e;
    }
  }

  private static List<Path> makeParents(Path parent) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path at = parent; at != null && !Files.exists(at); at = at.getParent()) {
      missing.add(at);
    }
    Files.createDirectories(parent);
    return missing;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** A folder's names. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path attempt) throws IOException {
    try (var files = Files.newDirectoryStream(attempt)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(attempt);
  }
}
