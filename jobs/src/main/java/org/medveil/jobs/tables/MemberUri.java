package org.medveil.jobs.tables;

import java.util.Optional;

/**
 * The address of a file inside an archive, {@code archive!/member}.
 *
 * @param archive URI of the archive
 * @param member path inside it, as the archive spells it
 */
public record MemberUri(String archive, String member) {
  /** The parts of such an address; empty for a file of its own. */
  public static Optional<MemberUri> of(String uri) {
    int separator = uri.indexOf(Archive.SEPARATOR);
    if (separator < 0 || !Archive.is(uri.substring(0, separator))) {
      return Optional.empty();
    }
    String member = uri.substring(separator + Archive.SEPARATOR.length());
    return Optional.of(new MemberUri(uri.substring(0, separator), member));
  }

  /** May hold a name. */
  @Override
  public String toString() {
    return "MemberUri[values withheld]";
  }
}
