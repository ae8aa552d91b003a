package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * Reads a script of the CTP DicomPixelAnonymizer: {@code { signature } (x,y,w,h) (x,y,w,h)}. Text
 * outside braces and parentheses is comment. What it does not know it refuses, with the line.
 */
final class CtpScript {
  private final CtpText text;
  private final String file;

  private CtpScript(String file, String script) {
    this.file = file;
    text = new CtpText(file, script);
  }

  /**
   * @param file name for messages and reports
   * @throws Refusal exit 2, naming the line
   */
  static List<RegionRule> parse(String file, String script) {
    return new CtpScript(file, script).rules();
  }

  private List<RegionRule> rules() {
    List<RegionRule> rules = new ArrayList<>();
    while (text.toOneOf("{(})")) {
      if (text.peek() != '{') {
        throw text.refusal("a region or a closing brace stands before any signature");
      }
      rules.add(rule());
    }
    if (rules.isEmpty()) {
      throw text.refusal("there is no signature in it");
    }
    return rules;
  }

  private RegionRule rule() {
    int line = text.line();
    text.expect('{');
    Condition when = new CtpSignature(text).parse();
    text.expect('}');
    List<Box> boxes = new ArrayList<>();
    while (text.toOneOf("{(})") && text.peek() == '(') {
      boxes.add(region());
    }
    if (boxes.isEmpty()) {
      throw text.refusal("the signature of line " + line + " has no region");
    }
    return new RegionRule(file + " line " + line, when, boxes);
  }

  private Box region() {
    text.expect('(');
    int[] numbers = new int[4];
    for (int i = 0; i < 4; i++) {
      numbers[i] = text.number();
      text.expect(i < 3 ? ',' : ')');
    }
    if (numbers[2] < 1 || numbers[3] < 1) {
      throw text.refusal("a region has no width or no height");
    }
    return new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
  }
}
