package org.medveil.imaging.deid;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.VR;

/**
 * Private elements: those that a rule or the list of safe ones knows by their creator are treated
 * by their VR, all others go (PS3.15 E.3.10).
 */
final class PrivateEdit {
  /** What became of one. */
  record Outcome(Action action, String vr, String reason) {}

  /** Treats the items of a sequence; false when the value is none. */
  interface Items {
    boolean treat(Object value, int tag, Place place);
  }

  private final Rules rules;
  private final ValueEdit values;
  private final Items items;
  private final boolean safeStay;

  PrivateEdit(Rules rules, ValueEdit values, Items items) {
    this.rules = rules;
    this.values = values;
    this.items = items;
    safeStay = rules.profile().has(ProfileOption.RETAIN_SAFE_PRIVATE);
  }

  Outcome apply(Attributes level, int tag, Place place) {
    String shown = level.getVR(tag).name();
    String creator = safeStay || !rules.profile().rules().isEmpty() ? creator(level, tag) : null;
    CustomRule own = creator == null ? null : rules.own(tag, creator);
    if (own != null && own.creator() != null) {
      String reason = "own rule " + own.text();
      Action done = treat(level, new Element(tag, level.getVR(tag), place), own.action());
      return new Outcome(done, shown, reason);
    }
    String safe = safeStay && own == null ? rules.profile().safePrivate().vr(creator, tag) : null;
    if (safe == null) {
      level.remove(tag);
      return new Outcome(Action.REMOVE, shown, "private and not known to be safe");
    }
    VR vr = level.getVR(tag);
    VR known = vr == VR.UN ? LibraryVr.of(safe) : vr;
    Action done = treat(level, new Element(tag, known, place), wanted(known));
    return new Outcome(done, shown, "option retain-safe-private");
  }

  private record Element(int tag, VR vr, Place place) {}

  private Action wanted(VR vr) {
    return switch (vr) {
      case DA, DT, TM -> {
        Action action = rules.date(vr.name());
        yield action == Action.EMPTY ? Action.REMOVE : action;
      }
      case UI -> rules.profile().has(ProfileOption.RETAIN_UIDS) ? Action.KEEP : Action.NEW_UID;
      case PN, AE -> Action.REMOVE;
      default -> Action.KEEP;
    };
  }

  private Action treat(Attributes level, Element element, Action action) {
    int tag = element.tag();
    boolean done =
        switch (action) {
          case KEEP -> keep(level, element);
          case CLEAN ->
              element.vr() == VR.SQ ? keep(level, element) : values.clean(level, tag, element.vr());
          case SHIFT -> values.shift(level, tag, element.vr());
          case NEW_UID -> {
            values.newUid(level, tag);
            yield true;
          }
          case EMPTY -> {
            values.empty(level, tag, element.vr());
            yield true;
          }
          case DUMMY -> {
            values.dummy(level, tag, element.vr());
            yield true;
          }
          case REMOVE -> false;
        };
    if (!done) {
      level.remove(tag);
    }
    return done ? action : Action.REMOVE;
  }

  private boolean keep(Attributes level, Element element) {
    int tag = element.tag();
    if (element.vr() == VR.SQ) {
      return !level.containsValue(tag) || items.treat(level.getValue(tag), tag, element.place());
    }
    return values.keepPrivate(level, tag, element.vr());
  }

  private static String creator(Attributes level, int tag) {
    int creator = Tags.creatorOf(tag);
    if (!Tags.isPrivateCreator(creator)) {
      return null;
    }
    String[] names = Texts.values(level, creator);
    return names.length == 1 ? names[0] : null;
  }
}
