package org.medveil.jobs.tables;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;

/**
 * All members of an archive that nobody vouches for, hidden ones left out. Never throws: what is
 * wrong with the archive is its {@link #flaw}, behind the members that could be read.
 */
public final class MemberWalk {
  private Archive archive;
  private DicomRejection flaw;
  private boolean any;

  private MemberWalk() {}

  /** The stream stays the caller's to close. */
  public static MemberWalk over(String uri, InputStream in) {
    MemberWalk walk = new MemberWalk();
    walk.step(
        () -> {
          walk.archive = Archive.open(uri, in);
          return null;
        });
    return walk;
  }

  /** The path of the next member, or null behind the last one that can be read. */
  public String next() {
    String name = flaw == null ? step(archive::next) : null;
    while (name != null && isHidden(name)) {
      name = step(archive::next);
    }
    any |= name != null;
    return name;
  }

  /** The bytes of the member that {@link #next} named. */
  public InputStream member() {
    return archive.member();
  }

  /** The archive broke while a member was read: what was read of it is not the member. */
  public boolean isBroken() {
    return archive.isBroken();
  }

  /** Why the archive is not read wholly; asked for when {@link #next} has returned null. */
  public Optional<DicomRejection> flaw() {
    if (flaw == null && !any) {
      return Optional.of(new DicomRejection(RejectReason.NOT_DICOM, "an archive without members"));
    }
    return Optional.ofNullable(flaw);
  }

  /** As in folders; some systems add such companions to every member. */
  private static boolean isHidden(String name) {
    return name.substring(name.lastIndexOf('/') + 1).startsWith(".")
        || name.startsWith("__MACOSX/");
  }

  private interface Step {
    String take() throws IOException;
  }

  private String step(Step step) {
    try {
      return step.take();
    } catch (Archive.LimitException e) {
      flaw = new DicomRejection(RejectReason.LIMIT_EXCEEDED, e.getMessage());
    } catch (EOFException e) {
      flaw = new DicomRejection(RejectReason.TRUNCATED, "the archive ends too early");
    } catch (IOException | RuntimeException e) {
      flaw = new DicomRejection(RejectReason.MALFORMED, "the archive cannot be read");
    }
    return null;
  }
}
