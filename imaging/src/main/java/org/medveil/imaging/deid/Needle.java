package org.medveil.imaging.deid;

/**
 * A byte string that must not be found.
 *
 * @param inside also counts inside a longer word; else neither neighbour may be a letter or digit
 */
record Needle(Residual.Kind kind, byte[] bytes, boolean inside) {
  Needle {
    bytes = bytes.clone();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = lower(bytes[i]);
    }
  }

  /** ASCII letters without their case; other bytes stay. */
  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
  }

  /** Long enough not to be in pixels by chance; neighbouring grey values count up like digits. */
  boolean isLong() {
    return bytes.length >= (isNumber() ? 8 : 6);
  }

  boolean isAt(byte[] file, int at) {
    if (at < 0 || at + bytes.length > file.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (lower(file[at + i]) != bytes[i]) {
        return false;
      }
    }
    return inside || isApart(file, at);
  }

  private boolean isApart(byte[] file, int at) {
    boolean before = at > 0 && isWord(file[at - 1]);
    // A time may follow a date.
    boolean after =
        kind == Residual.Kind.NAME_OR_ID
            && at + bytes.length < file.length
            && isWord(file[at + bytes.length]);
    return !before && !after;
  }

  /** A decimal point joins digits; letters it does not. */
  private boolean isWord(byte b) {
    byte lower = lower(b);
    boolean letter = lower >= 'a' && lower <= 'z';
    boolean digit = b >= '0' && b <= '9';
    return digit || b == '.' && isNumber() || letter && kind == Residual.Kind.NAME_OR_ID;
  }

  private boolean isNumber() {
    boolean number = true;
    for (byte b : bytes) {
      number &= b >= '0' && b <= '9';
    }
    return number;
  }

  @Override
  public String toString() {
    return "Needle[withheld]";
  }
}
