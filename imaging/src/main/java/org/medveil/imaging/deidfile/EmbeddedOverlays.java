package org.medveil.imaging.deidfile;

import org.dcm4che3.data.Attributes;

/** Retired overlays that say they are in unused bits of the pixels (PS3.5 §8.1.2). */
final class EmbeddedOverlays {
  private static final int FIRST = 0x60000000;
  private static final int STEP = 0x20000;
  private static final int GROUPS = 16;
  private static final int BIT_POSITION = 0x102;
  private static final int DATA = 0x3000;

  private EmbeddedOverlays() {}

  static boolean declared(Attributes header) {
    for (int i = 0; i < GROUPS; i++) {
      if (isEmbedded(header, FIRST + i * STEP)) {
        return true;
      }
    }
    return false;
  }

  /** After the bits are gone: the header must not point at samples that moved. */
  static void remove(Attributes header) {
    for (int i = 0; i < GROUPS; i++) {
      int group = FIRST + i * STEP;
      if (isEmbedded(header, group)) {
        for (int tag : header.tags().clone()) {
          if ((tag & 0xffff0000) == group) {
            header.remove(tag);
          }
        }
      }
    }
  }

  private static boolean isEmbedded(Attributes header, int group) {
    if (!header.containsValue(group | BIT_POSITION) || header.containsValue(group | DATA)) {
      return false;
    }
    try {
      return header.getInt(group | BIT_POSITION, 0) > 0;
    } catch (RuntimeException e) {
      return true;
    }
  }
}
