package org.medveil.jobs.tables;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;

/** Reads one source: a file, or an archive member by member. Nothing in it throws or is lost. */
public final class SourceReader {
  private SourceReader() {}

  /** What becomes of sources. */
  public interface Visitor<T> {
    /**
     * One file or member.
     *
     * @param source its address, which may hold a name
     * @param in its bytes, to be read to the end
     */
    T file(String source, InputStream in) throws IOException;

    /**
     * A source that could not be read, or not to its end.
     *
     * @param sha256 of its bytes; null when unreadable
     * @param detail a fixed phrase
     */
    T failed(String source, String sha256, RejectReason reason, String detail);
  }

  /** One outcome for a file; for an archive one for each member, and one more if it is broken. */
  public static <T> List<T> read(SourceFile file, Configuration hadoop, Visitor<T> visitor) {
    if (Archive.is(file.uri())) {
      return readMembers(file.uri(), hadoop, visitor);
    }
    try (InputStream in = SourceStream.open(file.uri(), hadoop)) {
      return List.of(visitor.file(file.uri(), in));
    } catch (IOException e) {
      return List.of(unreadable(file.uri(), visitor));
    }
  }

  private static <T> T unreadable(String uri, Visitor<T> visitor) {
    return visitor.failed(uri, null, RejectReason.UNREADABLE, "the file could not be read");
  }

  private static <T> List<T> readMembers(String uri, Configuration hadoop, Visitor<T> visitor) {
    List<T> out = new ArrayList<>();
    try (HashedStream in = HashedStream.over(SourceStream.open(uri, hadoop))) {
      MemberWalk walk = MemberWalk.over(uri, in);
      for (String name = walk.next(); name != null; name = walk.next()) {
        addMember(walk, uri + Archive.SEPARATOR + name, visitor, out);
      }
      Optional<DicomRejection> flaw = walk.flaw();
      if (flaw.isPresent()) {
        out.add(visitor.failed(uri, in.hexOfAll(), flaw.get().reason(), flaw.get().detail()));
      }
      return out;
    } catch (IOException e) {
      out.add(unreadable(uri, visitor));
      return out;
    }
  }

  private static <T> void addMember(
      MemberWalk walk, String member, Visitor<T> visitor, List<T> out) {
    try {
      T outcome = visitor.file(member, walk.member());
      if (!walk.isBroken()) {
        out.add(outcome);
      }
    } catch (IOException e) {
      return; // the archive broke, and says so at the next step
    }
  }
}
