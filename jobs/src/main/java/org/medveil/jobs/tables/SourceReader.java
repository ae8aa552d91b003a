package org.medveil.jobs.tables;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.medveil.contracts.RejectReason;

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
      RejectReason reason = null;
      String detail = null;
      try {
        walk(in, uri, visitor, out);
      } catch (Archive.LimitException e) {
        reason = RejectReason.LIMIT_EXCEEDED;
        detail = e.getMessage();
      } catch (EOFException e) {
        reason = RejectReason.TRUNCATED;
        detail = "the archive ends too early";
      } catch (IOException | RuntimeException e) {
        reason = RejectReason.MALFORMED;
        detail = "the archive cannot be read";
      }
      if (reason == null && out.isEmpty()) {
        reason = RejectReason.NOT_DICOM;
        detail = "an archive without members";
      }
      if (reason != null) {
        in.transferTo(OutputStream.nullOutputStream());
        out.add(visitor.failed(uri, in.hex(), reason, detail));
      }
      return out;
    } catch (IOException e) {
      out.add(unreadable(uri, visitor));
      return out;
    }
  }

  private static <T> void walk(InputStream in, String uri, Visitor<T> visitor, List<T> out)
      throws IOException {
    try (Archive archive = Archive.open(uri, in)) {
      for (String name = archive.next(); name != null; name = archive.next()) {
        if (!isHidden(name)) {
          addMember(archive, uri + Archive.SEPARATOR + name, visitor, out);
        }
      }
    }
  }

  /** As in folders; some systems add such companions to every member. */
  private static boolean isHidden(String name) {
    return name.substring(name.lastIndexOf('/') + 1).startsWith(".")
        || name.startsWith("__MACOSX/");
  }

  private static <T> void addMember(
      Archive archive, String member, Visitor<T> visitor, List<T> out) {
    try {
      T outcome = visitor.file(member, archive.member());
      if (!archive.isBroken()) {
        out.add(outcome);
      }
    } catch (IOException e) {
      return; // the archive broke, and says so at the next step
    }
  }
}
