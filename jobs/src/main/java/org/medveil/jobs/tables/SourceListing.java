package org.medveil.jobs.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.medveil.contracts.Refusal;

/**
 * Lists the input and packs it into tasks of about equal size: many small files share a task, so
 * the scheduler's cost per task is paid once.
 */
public final class SourceListing {
  private static final long TASK_BYTES = 64L << 20;

  private SourceListing() {}

  /** Every file below the folder that is not hidden, in the order of names. */
  public static List<SourceFile> list(String input, Configuration hadoop) {
    Path root = new Path(Locations.absolute(input));
    List<SourceFile> files = new ArrayList<>();
    try {
      FileSystem fs = FileSystem.get(root.toUri(), hadoop);
      if (fs instanceof LocalFileSystem) {
        walk(fs, root, files);
      } else {
        RemoteIterator<LocatedFileStatus> found = fs.listFiles(root, true);
        while (found.hasNext()) {
          add(found.next(), files);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.badData(
          "the input folder cannot be read: " + root, "check that it exists and may be read");
    }
    files.sort(Comparator.comparing(SourceFile::uri));
    return files;
  }

  /**
   * On a disk a located status asks for the owner, for which Hadoop starts {@code ls}: one process
   * a file, which cost more than reading it. A store is better asked once for everything.
   */
  private static void walk(FileSystem fs, Path folder, List<SourceFile> into) throws IOException {
    for (FileStatus status : fs.listStatus(folder)) {
      if (status.isDirectory()) {
        walk(fs, status.getPath(), into);
      } else {
        add(status, into);
      }
    }
  }

  private static void add(FileStatus status, List<SourceFile> into) {
    if (!status.getPath().getName().startsWith(".")) {
      into.add(new SourceFile(status.getPath().toString(), status.getLen()));
    }
  }

  /** At least {@code parallelism} tasks where there are files enough, of at most about 64 MiB. */
  public static List<List<SourceFile>> pack(List<SourceFile> files, int parallelism) {
    long total = files.stream().mapToLong(SourceFile::bytes).sum();
    long limit = Math.max(1, Math.min(TASK_BYTES, total / Math.max(1, parallelism * 3L)));
    List<List<SourceFile>> tasks = new ArrayList<>();
    List<SourceFile> task = new ArrayList<>();
    long bytes = 0;
    for (SourceFile file : files) {
      task.add(file);
      bytes += file.bytes();
      if (bytes >= limit) {
        tasks.add(task);
        task = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!task.isEmpty()) {
      tasks.add(task);
    }
    return tasks;
  }
}
