package org.medveil.jobs.doctor;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.tables.Locations;

/**
 * Does in a folder what publishing does: makes a file, renames it, removes it. Leaves nothing.
 *
 * @param found where it was
 * @param clock how far the file system's clock is ahead of this machine's, negative when behind
 * @param remote false for this machine's own disks, whose clock is this machine's
 */
record FolderProbe(String found, Duration clock, boolean remote) {
  /**
   * @throws Refusal exit 2 when the folder cannot be written, 75 when it cannot be reached
   */
  static FolderProbe of(String location, Configuration hadoop) {
    Path folder = new Path(Locations.absolute(location));
    FileSystem files;
    try {
      files = FileSystem.get(folder.toUri(), hadoop);
      files.setWriteChecksum(false);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.TRY_AGAIN, "cannot reach " + folder, "is the file system up, and known?", e);
    }
    Path draft = new Path(folder, ".medveil-probe-" + UUID.randomUUID());
    Path moved = draft.suffix("-moved");
    try {
      boolean made = !files.exists(folder);
      Instant before = Instant.now();
      try (OutputStream out = files.create(draft, false)) {
        out.write(1);
      }
      Instant after = Instant.now();
      Instant stamped = Instant.ofEpochMilli(files.getFileStatus(draft).getModificationTime());
      if (!files.rename(draft, moved) || !files.delete(moved, false)) {
        throw new IOException("it was written, but not renamed and removed");
      }
      if (made) {
        files.delete(folder, false);
      }
      boolean remote = !files.getUri().getScheme().equals("file");
      return new FolderProbe(folder + " takes files", beyond(before, stamped, after), remote);
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.USAGE,
          folder + " cannot be written: " + e.getClass().getSimpleName(),
          "rights, space, quota; whether it is mounted read-only",
          e);
    } finally {
      remove(files, draft, moved);
    }
  }

  /** Zero while the stamp lies between the two looks; stamps may be whole seconds. */
  private static Duration beyond(Instant before, Instant stamp, Instant after) {
    if (stamp.isAfter(after)) {
      return Duration.between(after, stamp);
    }
    Instant whole = before.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    return stamp.isBefore(whole) ? Duration.between(before, stamp) : Duration.ZERO;
  }

  private static void remove(FileSystem files, Path... paths) {
    for (Path path : paths) {
      try {
        files.delete(path, false);
      } catch (IOException e) {
        // What failed before is told; a probe that stays is one byte, hidden.
      }
    }
  }
}
