package org.medveil.imaging.deid;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.medveil.imaging.Pseudonymizer;

/** New UIDs for old ones, the same everywhere; UIDs that the standard itself gives out stay. */
final class Uids {
  /** Frames of reference, instances and palettes of PS3.6 annex A: nobody's patient. */
  private static final Pattern WELL_KNOWN =
      Pattern.compile(
          "1\\.2\\.840\\.10008\\."
              + "(1\\.4\\.[12]\\.\\d{1,3}|1\\.5\\.\\d{1,2}|1\\.9\\.1|1\\.20\\.1(\\.1)?|1\\.40(\\.1)?"
              + "|1\\.42(\\.1)?|15\\.[01]\\.\\d{1,3}(\\.\\d)?|5\\.1\\.1\\.(17|25|40\\.1)(\\.376)?)");

  private final Pseudonymizer pseudonymizer;
  private final Map<String, String> known = new HashMap<>();

  Uids(Pseudonymizer pseudonymizer) {
    this.pseudonymizer = pseudonymizer;
  }

  String replace(String uid) {
    String stripped = uid.strip();
    if (stripped.isEmpty() || isWellKnown(stripped)) {
      return stripped;
    }
    return known.computeIfAbsent(stripped, pseudonymizer::uid);
  }

  static boolean isWellKnown(String uid) {
    return uid.startsWith("1.2.840.10008.") && WELL_KNOWN.matcher(uid).matches();
  }
}
