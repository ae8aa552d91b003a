package org.medveil.imaging.dataset;

import java.io.IOException;
import org.dcm4che3.data.VR;
import org.medveil.imaging.Rejected;

/** What the first bytes of a data set say about its syntax. */
final class Guess {
  private static final int HEAD = 12;
  private static final int META_GROUP = 2;
  private static final int FIRST_GROUP = 4;
  private static final int LAST_GROUP = 0x28;
  private static final int LONGEST = 1024;

  private Guess() {}

  /** A file meta group, or a data set whose first element the dictionary knows. */
  static boolean startsLikeDicom(ByteSource source) throws IOException {
    if (source.available(HEAD) < 8) {
      return false;
    }
    boolean meta =
        source.peekShort(0, false) == META_GROUP && VrCode.isKnown(source.peekShort(4, true));
    return meta || transferSyntax(source) != null;
  }

  /** For data sets that come without one; null when the bytes look like none. */
  static String transferSyntax(ByteSource source) throws IOException {
    if (source.available(HEAD) < 8) {
      return null;
    }
    for (boolean big : new boolean[] {false, true}) {
      int tag = source.peekTag(0, big);
      if (tag >>> 16 < FIRST_GROUP || tag >>> 16 > LAST_GROUP || ImplicitVr.of(tag) == VR.UN) {
        continue;
      }
      if (VrCode.isKnown(source.peekShort(4, true))) {
        return big ? Syntax.BIG_ENDIAN_UID : Syntax.EXPLICIT_UID;
      }
      int length = source.peekInt(4, big);
      if (!big && length >= 0 && length <= LONGEST) {
        return Syntax.IMPLICIT_UID;
      }
    }
    return null;
  }

  /** As {@link #transferSyntax}, where a preamble vouches for the file. */
  static String transferSyntaxOrElse(ByteSource source) throws IOException {
    String likely = transferSyntax(source);
    if (likely != null) {
      return likely;
    }
    source.need(8);
    return VrCode.isLetters(source.peekShort(4, true)) ? Syntax.EXPLICIT_UID : Syntax.IMPLICIT_UID;
  }

  /**
   * The syntax of the bytes. A compressed or explicit file whose elements lack their VR is common
   * enough to be read as what it is; one that says another byte order, or no VRs where there are
   * some, is refused: who knows which part is true.
   */
  static Syntax checked(ByteSource source, Syntax given) throws IOException {
    if (source.available(HEAD) < 8) {
      return given;
    }
    boolean big = given.bigEndian();
    boolean swapped = source.peekShort(0, big) > 0xff && source.peekShort(0, !big) <= LAST_GROUP;
    boolean lettered = VrCode.isKnown(source.peekShort(4, true));
    boolean letters = VrCode.isLetters(source.peekShort(4, true));
    if (swapped || !given.explicit() && lettered || big && !letters) {
      throw Rejected.malformed("the transfer syntax does not match the bytes");
    }
    return letters ? given : Syntax.IMPLICIT;
  }
}
