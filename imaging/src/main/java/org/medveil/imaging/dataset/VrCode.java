package org.medveil.imaging.dataset;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.dcm4che3.data.VR;

/**
 * The two letters of a VR as one number, first letter high: what is in the file, whether or not the
 * library knows it (3.3.7 does not know OL, OV, SV and UV).
 */
final class VrCode {
  static final int UN = VR.UN.code();
  static final int SQ = VR.SQ.code();
  static final int OB = VR.OB.code();
  static final int OW = VR.OW.code();

  private static final Map<Integer, VR> KNOWN =
      Arrays.stream(VR.values()).collect(Collectors.toUnmodifiableMap(VR::code, vr -> vr));

  private VrCode() {}

  static boolean isLetters(int code) {
    int high = code >> 8;
    int low = code & 0xff;
    return high >= 'A' && high <= 'Z' && low >= 'A' && low <= 'Z';
  }

  static boolean isKnown(int code) {
    return KNOWN.containsKey(code) || newer(code);
  }

  /** UN for one the library does not know. */
  static VR vr(int code) {
    return KNOWN.getOrDefault(code, VR.UN);
  }

  /** Length field of four bytes behind two reserved ones; VRs of the future will have it too. */
  static boolean isLong(int code) {
    VR vr = KNOWN.get(code);
    return vr == null || vr.headerLength() == 12;
  }

  static String text(int code) {
    return "" + (char) (code >> 8) + (char) (code & 0xff);
  }

  static int of(String text) {
    return text.charAt(0) << 8 | text.charAt(1);
  }

  /** Bytes that change places between little and big endian; 1 where none do. */
  static int width(int code) {
    return switch (text(code)) {
      case "AT", "OW", "SS", "US" -> 2;
      case "FL", "OF", "OL", "SL", "UL" -> 4;
      case "FD", "OD", "OV", "SV", "UV" -> 8;
      default -> 1;
    };
  }

  /** A copy with the other byte order. */
  static byte[] swapped(byte[] bytes, int code) {
    int width = width(code);
    if (width == 1) {
      return bytes;
    }
    byte[] out = bytes.clone();
    for (int i = 0; i + width <= bytes.length; i += width) {
      for (int j = 0; j < width; j++) {
        out[i + j] = bytes[i + width - 1 - j];
      }
    }
    return out;
  }

  /** What fills a value up to an even length: a space behind texts, NUL behind the rest. */
  static int padding(int code) {
    return switch (text(code)) {
      case "AE",
              "AS",
              "CS",
              "DA",
              "DS",
              "DT",
              "IS",
              "LO",
              "LT",
              "PN",
              "SH",
              "ST",
              "TM",
              "UC",
              "UR",
              "UT" ->
          ' ';
      default -> 0;
    };
  }

  private static boolean newer(int code) {
    return switch (text(code)) {
      case "OL", "OV", "SV", "UV", "OD", "UC", "UR" -> true;
      default -> false;
    };
  }
}
