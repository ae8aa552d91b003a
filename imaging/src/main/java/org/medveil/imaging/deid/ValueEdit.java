package org.medveil.imaging.deid;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** Carries out actions on single values; false where the action cannot be done and another must. */
final class ValueEdit {
  private static final int OLDEST = 89;
  private static final int SMALL = 1 << 16;

  private final Subject subject;
  private final Identity identity;
  private final TextCleaner cleaner;
  private final FineChoices choices;

  ValueEdit(Subject subject, Identity identity, DeidentificationProfile profile) {
    this.subject = subject;
    this.identity = identity;
    choices = profile.choices();
    cleaner = new TextCleaner(identity, choices.keepUnknownWords(), profile.terms());
  }

  void empty(Attributes level, int tag, VR vr) {
    if (isPseudonym(level, tag)) {
      level.setString(tag, tag == Tag.PatientID ? VR.LO : VR.PN, subject.key());
    } else {
      level.setNull(tag, vr);
    }
  }

  void dummy(Attributes level, int tag, VR vr) {
    if (isPseudonym(level, tag)) {
      empty(level, tag, vr);
    } else if (vr == VR.UI && level.containsValue(tag)) {
      newUid(level, tag);
    } else {
      Dummies.put(level, tag, vr);
    }
  }

  /** Only the object's own patient has one; in an item it may be somebody else. */
  private static boolean isPseudonym(Attributes level, int tag) {
    return level.isRoot() && (tag == Tag.PatientID || tag == Tag.PatientName);
  }

  void newUid(Attributes level, int tag) {
    if (level.containsValue(tag)) {
      String[] old = Texts.values(level, tag);
      String[] fresh = Arrays.stream(old).map(subject.uids()::replace).toArray(String[]::new);
      level.setString(tag, VR.UI, fresh);
    }
  }

  /** False when it is no date or time that can be moved. */
  boolean shift(Attributes level, int tag, VR vr) {
    if (!level.containsValue(tag)) {
      return true;
    }
    switch (vr) {
      case DA, DT -> {
        String[] dates = Texts.values(level, tag);
        for (int i = 0; i < dates.length; i++) {
          dates[i] = dates[i] == null || dates[i].isBlank() ? "" : subject.shift().shift(dates[i]);
          if (dates[i] == null) {
            return false;
          }
        }
        level.setString(tag, vr, dates);
        return true;
      }
      case TM -> {
        return choices.keepTimes() && Shapes.fits(VR.TM, level.getSafeBytes(tag));
      }
      case SH -> {
        return Arrays.stream(Texts.values(level, tag)).allMatch(t -> t.matches("[+-]\\d{4}"));
      }
      default -> {
        return false;
      }
    }
  }

  /** False when nothing is left. */
  boolean clean(Attributes level, int tag, VR vr) {
    if (!level.containsValue(tag)) {
      return true;
    }
    boolean marked = vr == VR.LT || vr == VR.ST || vr == VR.UT;
    boolean text = marked || vr == VR.LO || vr == VR.SH || vr == VR.CS || isLongText(vr);
    return text && replace(level, tag, t -> cleaner.clean(t, marked && vr != VR.ST));
  }

  /** False when the value repeats what identifies, or is not what its VR promises. */
  boolean keep(Attributes level, int tag, VR vr) {
    if (!level.containsValue(tag)) {
      return true;
    }
    Object value = level.getValue(tag);
    if (value instanceof Fragments) {
      return false;
    }
    if (vr == VR.AS && choices.capAges()) {
      cap(level, tag);
      value = level.getValue(tag);
    }
    if (value instanceof byte[] bytes) {
      return Shapes.fits(vr, bytes) && !(mayHoldText(vr, bytes) && repeats(level, tag, vr, bytes));
    }
    return Arrays.stream(Texts.values(level, tag)).noneMatch(t -> t != null && identity.isIn(t));
  }

  /** As {@link #keep}, and takes out dates and numbers to call: for texts nobody specified. */
  boolean keepPrivate(Attributes level, int tag, VR vr) {
    if (!keep(level, tag, vr)) {
      return false;
    }
    boolean text = vr == VR.LO || vr == VR.SH || vr == VR.LT || vr == VR.ST || vr == VR.UT;
    return !text || !level.containsValue(tag) || replace(level, tag, cleaner::cleanRecognised);
  }

  private interface Cleaning {
    String of(String text);
  }

  private static boolean replace(Attributes level, int tag, Cleaning cleaning) {
    String[] texts = Texts.values(level, tag).clone();
    boolean changed = false;
    boolean left = false;
    for (int i = 0; i < texts.length; i++) {
      String old = texts[i] == null ? "" : texts[i];
      texts[i] = cleaning.of(old);
      changed |= !texts[i].equals(old);
      left |= !texts[i].isEmpty();
    }
    if (changed && left) {
      Texts.set(level, tag, texts);
    }
    return left || !changed;
  }

  private boolean repeats(Attributes level, int tag, VR vr, byte[] bytes) {
    if (isAscii(bytes) || !(vr.isStringType() || vr == VR.UN)) {
      return identity.isIn(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    return Arrays.stream(Texts.values(level, tag)).anyMatch(t -> t != null && identity.isIn(t));
  }

  private static boolean mayHoldText(VR vr, byte[] bytes) {
    return switch (vr) {
      case LO, SH, ST, LT, UT, CS, AE, PN -> true;
      case OB, UN -> bytes.length <= SMALL;
      default -> isLongText(vr);
    };
  }

  /** UC and UR: not in every release of the library. */
  private static boolean isLongText(VR vr) {
    return vr.name().equals("UC") || vr.name().equals("UR");
  }

  private static void cap(Attributes level, int tag) {
    String age = level.getString(tag);
    if (age != null && age.matches("\\d{3}Y") && Integer.parseInt(age.substring(0, 3)) > OLDEST) {
      level.setString(tag, VR.AS, "090Y");
    }
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0 || b == 0x1b) {
        return false;
      }
    }
    return true;
  }
}
