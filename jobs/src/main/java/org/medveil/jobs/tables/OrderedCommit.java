package org.medveil.jobs.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Object stores, where a file appears whole but a folder cannot. Files are put in order, and the
 * last one, the signature, makes them a bundle: without it there is none, for any reader. Two
 * writers of the same bytes, as two publishers of one committed update are, cannot disturb each
 * other. Writers of different bytes are told by reading back, and by the signature if both were too
 * quick for that. So this is for signed folders only.
 */
final class OrderedCommit implements FolderCommit {
  private final Configuration hadoop;

  OrderedCommit(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public boolean publish(Path target, Map<String, byte[]> files) throws IOException {
    FileSystem fs = target.getFileSystem(hadoop);
    List<String> names = new ArrayList<>(files.keySet());
    if (fs.exists(new Path(target, names.get(names.size() - 1)))) {
      return false;
    }
    for (String name : names) {
      try (OutputStream out = fs.create(new Path(target, name), true)) {
        out.write(files.get(name));
      }
    }
    for (String name : names) {
      try (InputStream in = fs.open(new Path(target, name))) {
        if (!Arrays.equals(in.readAllBytes(), files.get(name))) {
          throw new IOException("another writer's bytes");
        }
      }
    }
    return true;
  }
}
