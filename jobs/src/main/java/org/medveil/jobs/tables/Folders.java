package org.medveil.jobs.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.medveil.contracts.Refusal;

/**
 * Small files in a folder of any Hadoop file system, published as a whole: readers never see half
 * of it ({@link FolderCommit}).
 */
public final class Folders {
  private static final long MAX_BYTES = 256L << 20;

  /** All that a hollowed folder holds. */
  public static final String TAKEN = "taken";

  private final FileSystem fs;
  private final Path root;
  private final Configuration hadoop;

  private Folders(FileSystem fs, Path root, Configuration hadoop) {
    this.fs = fs;
    this.root = root;
    this.hadoop = hadoop;
  }

  /** Opens a folder URI; it need not exist yet. */
  public static Folders at(String location, Configuration hadoop) {
    Path root = new Path(Locations.absolute(location));
    try {
      FileSystem fs = FileSystem.get(root.toUri(), hadoop);
      fs.setWriteChecksum(false);
      return new Folders(fs, root, hadoop);
    } catch (UnsupportedFileSystemException e) {
      throw Refusal.usage(
          "nobody here knows the file system " + root.toUri().getScheme() + ":",
          "correct the address, or put its jar on Spark's class path");
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
   * Writes all files or none, forced onto the disk. False when the folder is there already, which
   * is left untouched: what was published once stays as it is. Of several writers exactly one is
   * told true. The last file in the map's order is what makes the folder whole on object stores.
   */
  public boolean publish(String folder, Map<String, byte[]> files) {
    Path target = new Path(root, folder);
    FolderCommit commit = FolderCommit.of(root, hadoop);
    try {
      sweep(target.getParent());
      return commit.publish(target, files);
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot write to " + target, "check space and rights, then try again");
    }
  }

  /** Refuses (2) a place where two writers of one folder could both believe they made it. */
  static void requireAtomicRename(String location) {
    String scheme = location.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
    if (FolderCommit.OBJECT_STORES.contains(scheme)) {
      throw Refusal.usage(
          "an object store cannot hold a warehouse: " + scheme + ":",
          "tables, checkpoints and updates need a rename in one step: use file: or hdfs:");
    }
  }

  /** Removes attempts in a folder whose writers are dead. */
  public void sweep(String folder) {
    try {
      sweep(new Path(root, folder));
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot tidy " + folder, "check rights, then try again");
    }
  }

  private void sweep(Path folder) throws IOException {
    if (!fs.exists(folder)) {
      return;
    }
    for (FileStatus status : fs.listStatus(folder)) {
      String name = status.getPath().getName();
      Instant changed = Instant.ofEpochMilli(status.getModificationTime());
      if (name.startsWith(AttemptName.PREFIX) && AttemptName.isDead(name, changed, Instant.now())) {
        fs.delete(status.getPath(), true);
      }
    }
  }

  /** Takes the files out of a sub-folder and leaves its name taken, so that no one can reuse it. */
  public void hollow(String folder) {
    Path path = new Path(root, folder);
    try {
      Path mark = new Path(path, TAKEN);
      fs.create(mark, true).close();
      for (FileStatus status : fs.listStatus(path)) {
        if (!status.getPath().getName().equals(TAKEN)) {
          fs.delete(status.getPath(), true);
        }
      }
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot empty " + path, "check rights, then try again");
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
