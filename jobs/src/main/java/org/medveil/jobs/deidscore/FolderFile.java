package org.medveil.jobs.deidscore;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.SourceStream;

/**
 * One file below a folder.
 *
 * @param uri where it is; may hold a name, so it is never logged
 * @param path below the folder, separated by slashes
 */
record FolderFile(String uri, String path) implements Serializable {
  /** Beyond this a file is not read; no planted file comes near it. */
  private static final int MOST_BYTES = 1 << 30;

  /** All files by path, hidden ones left out. */
  static List<FolderFile> list(String folder, Configuration hadoop) {
    Path root = new Path(Locations.absolute(folder));
    List<FolderFile> files = new ArrayList<>();
    try {
      FileSystem fs = FileSystem.get(root.toUri(), hadoop);
      String prefix = fs.makeQualified(root).toString() + "/";
      RemoteIterator<LocatedFileStatus> found = fs.listFiles(root, true);
      while (found.hasNext()) {
        String uri = found.next().getPath().toString();
        String path = uri.substring(prefix.length());
        if (!path.substring(path.lastIndexOf('/') + 1).startsWith(".")) {
          files.add(new FolderFile(uri, path));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.badData(
          "the folder cannot be read: " + root, "check that it exists and may be read");
    }
    files.sort(Comparator.comparing(FolderFile::path));
    return files;
  }

  /** The file of this path below a folder; need not exist. */
  static FolderFile below(String folder, String path) {
    return new FolderFile(Locations.absolute(folder) + "/" + path, path);
  }

  byte[] read(Configuration hadoop) throws IOException {
    try (InputStream in = SourceStream.open(uri, hadoop)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new IOException("larger than what is read");
      }
      return bytes;
    }
  }

  /** Without the name. */
  @Override
  public String toString() {
    return "FolderFile";
  }
}
