package org.medveil.jobs.tables;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * HDFS and its like: the rename of {@link FileContext} is one step at the name node and refuses a
 * target that is there. The older one of {@link FileSystem} would move the attempt into it.
 */
final class RenameCommit implements FolderCommit {
  private final Configuration hadoop;

  RenameCommit(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public boolean publish(Path target, Map<String, byte[]> files) throws IOException {
    FileSystem fs = target.getFileSystem(hadoop);
    if (fs.exists(target)) {
      return false;
    }
    Path attempt = new Path(target.getParent(), AttemptName.fresh(target.getName()));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      try (FSDataOutputStream out = fs.create(new Path(attempt, file.getKey()), false)) {
        out.write(file.getValue());
        out.hsync();
      }
    }
    try {
      FileContext.getFileContext(target.toUri(), hadoop)
          .rename(attempt, target, Options.Rename.NONE);
      return true;
    } catch (FileAlreadyExistsException e) {
      fs.delete(attempt, true);
      return false;
    }
  }
}
