package org.medveil.imaging.deid;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * Collects an object's {@link Identity} from all its levels. What the profile keeps in its own
 * attribute is no secret elsewhere either.
 */
final class IdentityReader {
  private static final int PATIENT = 0x0010;

  private final Rules rules;
  private final Map<Integer, String> kinds = new HashMap<>();

  IdentityReader(Rules rules) {
    this.rules = rules;
    for (String row : Resource.of("identity.csv").rows()) {
      int comma = row.indexOf(',');
      int tag = AttributeDictionary.STANDARD.tag(row.substring(comma + 1));
      if (rules.of(tag).action() != Action.KEEP) {
        kinds.put(tag, row.substring(0, comma));
      }
    }
  }

  Identity read(Attributes dataset) {
    Identity identity = new Identity();
    read(dataset, identity);
    return identity;
  }

  private void read(Attributes level, Identity into) {
    for (int tag : level.tags()) {
      Object value = level.getValue(tag);
      if (value instanceof Sequence items) {
        for (Attributes item : items) {
          read(item, into);
        }
      } else if (level.containsValue(tag)) {
        element(level, tag, into);
      }
    }
  }

  private void element(Attributes level, int tag, Identity into) {
    VR vr = level.getVR(tag);
    String kind = kinds.get(tag);
    if (kind != null) {
      for (String text : Texts.values(level, tag)) {
        if (kind.equals("id")) {
          into.id(text);
        } else {
          into.phrase(text);
        }
      }
    } else if (vr == VR.PN) {
      if (Tags.isPrivate(tag) || rules.of(tag).action() != Action.KEEP) {
        for (String text : Texts.values(level, tag)) {
          if (isSubjectCode(level, tag, text)) {
            into.id(text);
          } else {
            into.name(text, Tags.group(tag) == PATIENT);
          }
        }
      }
    } else if (vr == VR.DA || vr == VR.DT) {
      date(level, tag, into);
    } else if (vr == VR.UI && !Tags.isPrivate(tag) && isChanged(tag)) {
      for (String text : Texts.values(level, tag)) {
        into.uid(text.strip());
      }
    }
  }

  /** A study's code for its subject, in both places; its words are nobody's name. */
  private static boolean isSubjectCode(Attributes level, int tag, String text) {
    return tag == Tag.PatientName
        && text.chars().anyMatch(Character::isDigit)
        && text.equals(level.getString(Tag.PatientID));
  }

  private boolean isChanged(int tag) {
    Rule rule = rules.of(tag);
    return rule.action() != Action.KEEP
        && (rule.action() == Action.NEW_UID || rule.basic() == BasicAction.U);
  }

  private void date(Attributes level, int tag, Identity into) {
    if (rules.date("DA") == Action.KEEP && tag != Tag.PatientBirthDate) {
      return;
    }
    for (String text : Texts.values(level, tag)) {
      LocalDate day = DateShift.day(text.strip().replace(".", ""));
      if (day != null) {
        into.date(day);
      }
    }
  }
}
