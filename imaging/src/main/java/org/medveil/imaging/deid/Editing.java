package org.medveil.imaging.deid;

import java.util.HashSet;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** One object being de-identified, level by level, in place. */
final class Editing {
  private static final int PIXEL_DATA_GROUP = 0x7FE0;

  private final Rules rules;
  private final ValueEdit values;
  private final PrivateEdit privates;
  private final Journal journal;
  private final String sopClass;

  Editing(Rules rules, ValueEdit values, String sopClass, Journal journal) {
    this.rules = rules;
    this.values = values;
    this.sopClass = sopClass;
    this.journal = journal;
    privates = new PrivateEdit(rules, values, this::items);
  }

  void edit(Attributes level, Place place) {
    boolean identity =
        place.sequence() == Tag.ContentSequence && StructuredContent.identifies(level);
    Set<Integer> keptBlocks = new HashSet<>();
    int[] tags = level.tags().clone();
    for (int tag : tags) {
      if (!Tags.isPrivate(tag)) {
        Rule rule = rules.of(tag);
        if (identity && StructuredContent.isValue(tag)) {
          rule = new Rule(rule.keyword(), rule.vr(), Action.DUMMY, null, "an identity in a report");
        }
        standard(level, tag, rule, place);
      } else if (!Tags.isPrivateCreator(tag)) {
        PrivateEdit.Outcome outcome = privates.apply(level, tag, place);
        note(place, tag, outcome.vr(), outcome.action(), outcome.reason());
        if (outcome.action() != Action.REMOVE) {
          keptBlocks.add(Tags.creatorOf(tag));
        }
      }
    }
    creators(level, tags, keptBlocks, place);
  }

  private void creators(Attributes level, int[] tags, Set<Integer> kept, Place place) {
    for (int tag : tags) {
      if (Tags.isPrivateCreator(tag)) {
        boolean stays = kept.contains(tag);
        String vr = level.getVR(tag).name();
        if (!stays) {
          level.remove(tag);
        }
        Action action = stays ? Action.KEEP : Action.REMOVE;
        note(place, tag, vr, action, stays ? "names a block that stays" : "of no block that stays");
      }
    }
  }

  private void standard(Attributes level, int tag, Rule rule, Place place) {
    VR vr = vr(level, tag, rule);
    int type =
        place.isTop()
            ? AttributeTypes.STANDARD.inClass(sopClass, tag)
            : AttributeTypes.STANDARD.inSequence(place.sequence(), tag);
    String shownVr = level.getVR(tag).name();
    Action action = rule.action(type);
    String reason = rule.reason();
    if (!place.isTop() && Tags.group(tag) == PIXEL_DATA_GROUP) {
      action = Action.REMOVE;
      reason = "pixels inside an item cannot be checked";
    }
    if (action == Action.KEEP && isText(vr) && !isText(LibraryVr.of(rule.vr()))) {
      action = Action.CLEAN;
      reason += "; text under a VR that is not the standard's";
    }
    if (!apply(level, new Target(tag, vr, place), action)) {
      action = rule.fallback(type);
      reason += action == Action.DUMMY ? "; what was left identified" : "; nothing was left";
      if (!apply(level, new Target(tag, vr, place), action)) {
        action = Action.REMOVE;
        level.remove(tag);
      }
    }
    journal.note(new Journal.Subject(place, tag, rule.keyword(), shownVr), action, reason);
  }

  private static boolean isText(VR vr) {
    return switch (vr) {
      case LO, LT, SH, ST, UT, CS, PN, AE -> true;
      default -> vr.name().equals("UC") || vr.name().equals("UR");
    };
  }

  private record Target(int tag, VR vr, Place place) {}

  private boolean apply(Attributes level, Target target, Action action) {
    int tag = target.tag();
    VR vr = target.vr();
    switch (action) {
      case REMOVE -> level.remove(tag);
      case EMPTY -> values.empty(level, tag, vr);
      case DUMMY -> {
        // References that get new UIDs are as good as a dummy, and lead somewhere.
        if (vr != VR.SQ || tag != Tag.ReferencedPerformedProcedureStepSequence) {
          values.dummy(level, tag, vr);
        } else {
          return sequence(level, target);
        }
      }
      case NEW_UID -> values.newUid(level, tag);
      case SHIFT -> {
        return values.shift(level, tag, vr);
      }
      case CLEAN -> {
        return vr == VR.SQ ? sequence(level, target) : values.clean(level, tag, vr);
      }
      default -> {
        return vr == VR.SQ ? sequence(level, target) : values.keep(level, tag, vr);
      }
    }
    return true;
  }

  /** False when it should have items and they could not be parsed. */
  private boolean sequence(Attributes level, Target target) {
    if (!level.containsValue(target.tag())) {
      return true;
    }
    return items(level.getValue(target.tag()), target.tag(), target.place());
  }

  private boolean items(Object value, int tag, Place place) {
    if (!(value instanceof Sequence sequence)) {
      return false;
    }
    int index = 0;
    for (Attributes item : sequence) {
      edit(item, place.inside(tag, index++));
    }
    return true;
  }

  /** The file's VR; for one that the file or the library does not name, that of the standard. */
  private static VR vr(Attributes level, int tag, Rule rule) {
    VR vr = level.getVR(tag);
    return vr == VR.UN ? LibraryVr.of(rule.vr()) : vr;
  }

  private void note(Place place, int tag, String vr, Action action, String reason) {
    journal.note(new Journal.Subject(place, tag, "", vr), action, reason);
  }
}
