package org.medveil.imaging.deid;

/** Tags as numbers and as text. */
final class Tags {
  static final int PRIVATE_CREATORS_FROM = 0x10;
  static final int PRIVATE_CREATORS_TO = 0xff;

  private Tags() {}

  static int group(int tag) {
    return tag >>> 16;
  }

  static boolean isPrivate(int tag) {
    return (tag & 0x10000) != 0;
  }

  static boolean isPrivateCreator(int tag) {
    int element = tag & 0xffff;
    return isPrivate(tag) && element >= PRIVATE_CREATORS_FROM && element <= PRIVATE_CREATORS_TO;
  }

  /** The element that names the creator of a private one. */
  static int creatorOf(int tag) {
    return tag & 0xffff0000 | tag >>> 8 & 0xff;
  }

  /** 50xx: retired curves. */
  static boolean isCurve(int tag) {
    return (tag >>> 24) == 0x50 && !isPrivate(tag);
  }

  /** 60xx: overlays. */
  static boolean isOverlay(int tag) {
    return (tag >>> 24) == 0x60 && !isPrivate(tag);
  }

  static String text(int tag) {
    return String.format("(%04X,%04X)", tag >>> 16, tag & 0xffff);
  }

  /** Of {@code (gggg,eeee)}. */
  static int parse(String text) {
    return Integer.parseUnsignedInt(text.substring(1, 5) + text.substring(6, 10), 16);
  }
}
