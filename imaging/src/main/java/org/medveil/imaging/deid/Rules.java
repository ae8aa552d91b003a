package org.medveil.imaging.deid;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A profile as a look-up: own rules over options over the table over what the VR of an attribute
 * says that the table does not name.
 */
final class Rules {
  private static final Set<String> FREE_TEXT = Set.of("ST", "LT", "UT", "UC");
  private static final Set<String> CLASS_LIKE =
      Set.of("CodingSchemeUID", "ContextUID", "MappingResourceUID");

  private final DeidentificationProfile profile;
  private final Map<Integer, Rule> standard = new HashMap<>(16384);
  private final List<CustomRule> custom;

  Rules(DeidentificationProfile profile) {
    this.profile = profile;
    custom = profile.rules();
    for (AttributeDictionary.Entry entry : AttributeDictionary.STANDARD.entries()) {
      standard.put(entry.tag(), work(entry));
    }
  }

  DeidentificationProfile profile() {
    return profile;
  }

  /** Of an attribute in an even group. */
  Rule of(int tag) {
    Rule rule = standard.get(tag);
    if (rule != null) {
      return rule;
    }
    CustomRule own = own(tag, null);
    if (own != null) {
      return new Rule("", "UN", own.action(), BasicAction.X, "own rule " + own.text());
    } else if ((tag & 0xffff) == 0) {
      return Rule.GROUP_LENGTH;
    } else if (Tags.isCurve(tag)) {
      return Rule.CURVE;
    } else if (Tags.isOverlay(tag)) {
      return Rule.OVERLAY;
    }
    return Rule.UNKNOWN;
  }

  /** The last own rule about this attribute, or null. */
  CustomRule own(int tag, String creator) {
    CustomRule found = null;
    for (CustomRule rule : custom) {
      boolean whose =
          rule.creator() == null || creator != null && rule.creator().equals(creator.strip());
      if (whose && rule.matches(tag)) {
        found = rule;
      }
    }
    return found;
  }

  private Rule work(AttributeDictionary.Entry entry) {
    int bar = entry.vr().indexOf('/');
    String vr = bar < 0 ? entry.vr() : entry.vr().substring(0, bar);
    ConfidentialityTable.Row row = ConfidentialityTable.STANDARD.row(entry.tag());
    CustomRule own = own(entry.tag(), null);
    BasicAction basic = row == null ? null : row.basic();
    if (own != null) {
      return new Rule(entry.keyword(), vr, own.action(), basic, "own rule " + own.text());
    } else if (Tags.group(entry.tag()) == 0x0000 || (entry.tag() & 0xffff) == 0) {
      return Rule.GROUP_LENGTH;
    } else if (Tags.group(entry.tag()) == 0x0002 && row == null) {
      return Rule.MISPLACED;
    } else if (row != null) {
      return tabled(entry, vr, row);
    }
    Action action = byVr(entry.keyword(), vr);
    return new Rule(entry.keyword(), vr, action, null, "not in Table E.1-1, VR " + vr);
  }

  private Rule tabled(AttributeDictionary.Entry entry, String vr, ConfidentialityTable.Row row) {
    ProfileOption by = null;
    for (ProfileOption option : ProfileOption.values()) {
      Action action = row.options().get(option);
      // Of two options the one that cleans wins over the one that keeps.
      if (action != null && profile.has(option) && (by == null || action == Action.CLEAN)) {
        by = option;
      }
    }
    if (by == null) {
      return new Rule(entry.keyword(), vr, null, row.basic(), "Table E.1-1 " + row.basic());
    }
    Action action = row.options().get(by);
    if (by == ProfileOption.RETAIN_LONGITUDINAL_MODIFIED_DATES) {
      action = Action.SHIFT;
    } else if (by == ProfileOption.RETAIN_LONGITUDINAL_FULL_DATES && dropsTime(vr)) {
      action = null;
    }
    return new Rule(entry.keyword(), vr, action, row.basic(), "option " + by.key());
  }

  private Action byVr(String keyword, String vr) {
    if (FREE_TEXT.contains(vr)) {
      return Action.CLEAN;
    }
    return switch (vr) {
      case "PN" -> Action.DUMMY;
      case "AE", "UR" -> Action.EMPTY;
      case "UI" -> uid(keyword);
      case "DA", "DT", "TM" -> date(vr);
      default -> Action.KEEP;
    };
  }

  private Action uid(String keyword) {
    boolean names =
        keyword.contains("SOPClass")
            || keyword.contains("TransferSyntax")
            || CLASS_LIKE.contains(keyword);
    return names || profile.has(ProfileOption.RETAIN_UIDS) ? Action.KEEP : Action.NEW_UID;
  }

  Action date(String vr) {
    if (profile.has(ProfileOption.RETAIN_LONGITUDINAL_MODIFIED_DATES)) {
      return Action.SHIFT;
    }
    boolean full = profile.has(ProfileOption.RETAIN_LONGITUDINAL_FULL_DATES);
    return full && !dropsTime(vr) ? Action.KEEP : Action.EMPTY;
  }

  private boolean dropsTime(String vr) {
    return vr.equals("TM") && !profile.choices().keepTimes();
  }
}
