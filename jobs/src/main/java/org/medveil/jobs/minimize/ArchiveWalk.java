package org.medveil.jobs.minimize;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.medveil.jobs.tables.Archive;

/**
 * The wanted members of one archive in its own order, found by going through it once and no further
 * than the last of them. What is not found ends as unreadable.
 */
final class ArchiveWalk implements Iterator<Iterator<Minimized>> {
  /** What becomes of a member's candidates. */
  interface Reader {
    /** They are read now and decoded when asked for. */
    Iterator<Minimized> read(List<Candidate> member, InputStream in);

    /** They cannot be read. */
    Iterator<Minimized> lost(List<Candidate> candidates);
  }

  private final Archive archive;
  private final InputStream file;
  private final Map<String, List<Candidate>> wanted;
  private final Reader reader;
  private Iterator<Minimized> ahead;

  /**
   * @param file the archive's bytes; closed behind the last member
   * @param wanted candidates by member
   */
  ArchiveWalk(String uri, InputStream file, Map<String, List<Candidate>> wanted, Reader reader)
      throws IOException {
    this.file = file;
    this.archive = Archive.open(uri, file);
    this.wanted = new HashMap<>(wanted);
    this.reader = reader;
    if (TaskContext.get() != null) { // a task that fails elsewhere never comes to the end
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close());
    }
  }

  /** Not before it is asked for: one object is in memory at a time. */
  private Iterator<Minimized> step() {
    while (!wanted.isEmpty()) {
      String name = nextName();
      if (name == null) {
        return lost();
      }
      List<Candidate> member = wanted.get(name);
      if (member != null) {
        Iterator<Minimized> read = reader.read(member, archive.member());
        if (archive.isBroken()) {
          return lost();
        }
        wanted.remove(name);
        return read;
      }
    }
    close();
    return null;
  }

  /** Null at the end, and where the archive is not what it was when it was catalogued. */
  private String nextName() {
    try {
      return archive.next();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private Iterator<Minimized> lost() {
    List<Candidate> rest = new ArrayList<>();
    wanted.values().forEach(rest::addAll);
    wanted.clear();
    return reader.lost(rest);
  }

  private void close() {
    try {
      archive.close();
      file.close();
    } catch (IOException e) {
      return; // it was read, and nothing was written
    }
  }

  @Override
  public boolean hasNext() {
    if (ahead == null) {
      ahead = step();
    }
    return ahead != null;
  }

  @Override
  public Iterator<Minimized> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Iterator<Minimized> next = ahead;
    ahead = null;
    return next;
  }
}
