package org.medveil.imaging.dataset;

import java.io.IOException;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.VR;
import org.medveil.imaging.Rejected;

/** What the first bytes of a data set say about its syntax. */
final class Guess {
  private static final int HEAD = 12;
  private static final int META_GROUP = 2;
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
      if (tag >>> 16 > LAST_GROUP || ElementDictionary.vrOf(tag, null) == VR.UN) {
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

  /** A file that says one syntax and is in another is refused: who knows which part is true. */
  static void check(ByteSource source, Syntax syntax) throws IOException {
    if (source.available(HEAD) < 8) {
      return;
    }
    boolean swapped =
        source.peekTag(0, syntax.bigEndian()) >>> 16 > 0xff
            && source.peekTag(0, !syntax.bigEndian()) >>> 16 <= LAST_GROUP;
    boolean lettered = VrCode.isKnown(source.peekShort(4, true));
    boolean contradicts =
        syntax.explicit() ? !VrCode.isLetters(source.peekShort(4, true)) : lettered;
    if (swapped || contradicts) {
      throw Rejected.malformed("the transfer syntax does not match the bytes");
    }
  }
}
