package org.medveil.jobs.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.medveil.contracts.Refusal;

/**
 * Small files in a folder of any Hadoop file system, published as a whole: written to an attempt
 * folder, then moved by one rename. Readers never see half of it.
 */
public final class Folders {
  private static final long MAX_BYTES = 256L << 20;

  private final FileSystem fs;
  private final Path root;

  private Folders(FileSystem fs, Path root) {
    this.fs = fs;
    this.root = root;
  }

  /** Opens a folder URI; it need not exist yet. */
  public static Folders at(String location, Configuration hadoop) {
    Path root = new Path(Locations.absolute(location));
    try {
      FileSystem fs = FileSystem.get(root.toUri(), hadoop);
      fs.setWriteChecksum(false);
      return new Folders(fs, root);
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot reach " + root, "check the file system and try again");
    }
  }

  /** The files of a sub-folder by name, a folder among them refused (77); empty when absent. */
  public Optional<Map<String, byte[]>> read(String folder) {
    Path path = new Path(root, folder);
    try {
      if (!fs.exists(path)) {
        return Optional.empty();
      }
      Map<String, byte[]> files = new TreeMap<>();
      for (FileStatus status : fs.listStatus(path)) {
        if (!status.isFile()) {
          throw Refusal.policy(
              "a folder stands where only files may: " + status.getPath(),
              "remove it; nothing in it is part of what should be here");
        }
        if (status.getLen() > MAX_BYTES) {
          throw Refusal.badData("file too large: " + status.getPath(), "256 MiB is the limit");
        }
        try (InputStream in = fs.open(status.getPath())) {
          files.put(status.getPath().getName(), in.readAllBytes());
        }
      }
      return Optional.of(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the sub-folders of a folder, attempts left out. */
  public List<String> list(String folder) {
    Path path = new Path(root, folder);
    try {
      List<String> names = new ArrayList<>();
      if (fs.exists(path)) {
        for (FileStatus status : fs.listStatus(path)) {
          if (status.isDirectory() && !status.getPath().getName().startsWith(".")) {
            names.add(status.getPath().getName());
          }
        }
      }
      names.sort(null);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file below the folder by its path relative to it, hidden ones and attempts included. */
  public Map<String, byte[]> walk() {
    try {
      Map<String, byte[]> files = new TreeMap<>();
      if (!fs.exists(root)) {
        return files;
      }
      String prefix = fs.makeQualified(root).toString() + "/";
      RemoteIterator<LocatedFileStatus> found = fs.listFiles(root, true);
      while (found.hasNext()) {
        Path path = found.next().getPath();
        try (InputStream in = fs.open(path)) {
          files.put(path.toString().substring(prefix.length()), in.readAllBytes());
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes all files or none. False when the folder is there already, which is left untouched: what
   * was published once stays as it is.
   */
  public boolean publish(String folder, Map<String, byte[]> files) {
    Path target = new Path(root, folder);
    Path attempt =
        new Path(target.getParent(), ".attempt-" + target.getName() + "-" + UUID.randomUUID());
    try {
      if (fs.exists(target)) {
        return false;
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        try (OutputStream out = fs.create(new Path(attempt, file.getKey()), false)) {
          out.write(file.getValue());
        }
      }
      // Renaming onto a folder that a rival made in the meantime would nest ours inside it.
      if (fs.exists(target) || !fs.rename(attempt, target)) {
        fs.delete(attempt, true);
        return false;
      }
      return true;
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot write to " + target, "check space and rights, then try again");
    }
  }

  /** Removes a sub-folder with all that is in it; one that is not there is gone already. */
  public void delete(String folder) {
    Path path = new Path(root, folder);
    try {
      if (fs.exists(path) && !fs.delete(path, true)) {
        throw new IOException("not deleted");
      }
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot remove " + path, "check rights, then try again");
    }
  }

  /** The URI of a sub-folder. */
  public String uri(String folder) {
    return new Path(root, folder).toString();
  }
}
