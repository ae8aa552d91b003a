package org.medveil.imaging.dataset;

import org.dcm4che3.data.UID;

/**
 * How elements are written (PS3.5 annex A), apart from the pixels.
 *
 * @param explicit every element carries its VR
 * @param bigEndian high byte first
 */
record Syntax(boolean explicit, boolean bigEndian) {
  static final String IMPLICIT_UID = UID.ImplicitVRLittleEndian;
  static final String EXPLICIT_UID = UID.ExplicitVRLittleEndian;
  static final String BIG_ENDIAN_UID = "1.2.840.10008.1.2.2";
  static final String DEFLATED_UID = UID.DeflatedExplicitVRLittleEndian;

  static final Syntax IMPLICIT = new Syntax(false, false);
  static final Syntax EXPLICIT = new Syntax(true, false);
  static final Syntax BIG_ENDIAN = new Syntax(true, true);

  /** Of a transfer syntax; all that are not named in PS3.5 A.1–A.3 are explicit, little endian. */
  static Syntax of(String uid) {
    return switch (uid) {
      case IMPLICIT_UID -> IMPLICIT;
      case BIG_ENDIAN_UID -> BIG_ENDIAN;
      default -> EXPLICIT;
    };
  }
}
