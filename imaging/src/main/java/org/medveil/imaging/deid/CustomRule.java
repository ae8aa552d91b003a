package org.medveil.imaging.deid;

import java.io.Serializable;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * A site's own rule. It wins over the table; of several that match, the last.
 *
 * @param mask bits of a tag that count
 * @param tag their values
 * @param creator private creator the rule is about, or null
 * @param action what to do
 * @param text how the profile writes the attribute
 */
record CustomRule(int mask, int tag, String creator, Action action, String text)
    implements Serializable {
  private static final Pattern PATTERN =
      Pattern.compile("\\(([0-9A-Fa-fx]{4}),([0-9A-Fa-fx]{4})\\)");

  /**
   * @param match a keyword, or a tag whose digits may be x: {@code (60xx,3000)}
   * @param creator private creator, or null; then the two high digits of the element are the file's
   *     own and do not count
   */
  static CustomRule of(String match, String creator, String letter) {
    Action action = Action.ofLetter(letter);
    if (action == null) {
      throw Refusal.usage(
          "the rule for " + match + " has the unknown action '" + letter + "'",
          "D dummy, Z empty, X remove, K keep, C clean, U new UID, S shift the date");
    }
    var pattern = PATTERN.matcher(match);
    if (pattern.matches()) {
      int mask = bits(pattern.group(1), true) << 16 | bits(pattern.group(2), true);
      int tag = bits(pattern.group(1), false) << 16 | bits(pattern.group(2), false);
      if (creator != null) {
        mask &= 0xffff00ff;
      }
      CustomRule rule = new CustomRule(mask, tag & mask, creator, action, match);
      rule.check();
      return rule;
    }
    Integer known = AttributeDictionary.STANDARD.tag(match);
    if (known == null) {
      throw Refusal.usage(
          "a rule is about the unknown attribute '" + match + "'",
          Nearest.of(match, AttributeDictionary.STANDARD.keywords())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("write a DICOM keyword or a tag such as (0018,1030) or (60xx,3000)"));
    }
    CustomRule rule = new CustomRule(-1, known, creator, action, match);
    rule.check();
    return rule;
  }

  boolean matches(int candidate) {
    return (candidate & mask) == tag;
  }

  /** Whether it keeps, whole or in part, what the table takes away. */
  boolean isWeaker() {
    if (action == Action.REMOVE || action == Action.EMPTY || action == Action.DUMMY) {
      return false;
    }
    if (creator != null) {
      return true;
    }
    return ConfidentialityTable.STANDARD.rows().stream()
        .filter(row -> row.tag().matches("\\([0-9A-F]{4},[0-9A-F]{4}\\)"))
        .anyMatch(
            row ->
                matches(Tags.parse(row.tag()))
                    && !(row.basic() == BasicAction.U && action == Action.NEW_UID));
  }

  private void check() {
    boolean odd = (mask & 0x10000) != 0 && Tags.isPrivate(tag);
    if (creator != null && !odd) {
      throw Refusal.usage(
          "the rule for " + text + " names a creator, but its group is not private",
          "private groups are odd");
    }
    if (creator == null && odd && action != Action.REMOVE) {
      throw Refusal.usage(
          "the rule for the private attribute " + text + " does not say whose it is",
          "add: creator = \"...\"");
    }
    // These tie an object to its patient and its references; a rule must not undo that.
    if (action == Action.KEEP && (matches(0x00100010) || matches(0x00100020))) {
      throw Refusal.usage(
          "the rule for " + text + " would keep the patient's name or ID",
          "no profile can: leave the rule out");
    }
  }

  private static int bits(String digits, boolean asMask) {
    int bits = 0;
    for (char c : digits.toCharArray()) {
      int digit = c == 'x' ? 0 : asMask ? 0xf : Character.digit(c, 16);
      bits = bits << 4 | digit;
    }
    return bits;
  }
}
