package org.medveil.imaging.burnedin;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.medveil.contracts.Refusal;

/** One rule of {@code pixel-rules.conf}. */
final class RegionRuleReader {
  private RegionRuleReader() {}

  static RegionRule read(Config rule) {
    PixelRulesFile.allowOnly(rule, Set.of("name", "when", "mask", "clean"), "a rule");
    String name = rule.getString("name");
    boolean clean = rule.hasPath("clean") && rule.getBoolean("clean");
    if (clean == rule.hasPath("mask")) {
      throw Refusal.usage(
          "rule '" + name + "' has not exactly one of 'mask' and 'clean = true'",
          "a rule blanks boxes, or states that such images carry no text");
    }
    return new RegionRule(
        name, conditions(name, rule.getConfig("when")), clean ? List.of() : boxes(name, rule));
  }

  private static Condition conditions(String name, Config when) {
    List<Condition> all = new ArrayList<>();
    for (String keyword : when.root().keySet()) {
      Integer tag = HeaderValue.tagOf(keyword);
      if (tag == null) {
        throw Refusal.usage(
            "'" + keyword + "' in rule '" + name + "' is no attribute known here",
            "keywords of PS3.6, as Modality or ManufacturerModelName");
      }
      HeaderValue value = new HeaderValue(List.of(tag));
      String path = ConfigUtil.quoteString(keyword);
      if (when.getValue(path).valueType() != ConfigValueType.OBJECT) {
        all.add(new Condition.Compare(value, Comparison.EQUALS, when.getString(path)));
        continue;
      }
      Config comparisons = when.getConfig(path);
      for (String key : comparisons.root().keySet()) {
        all.add(comparison(value, key, comparisons.getString(ConfigUtil.quoteString(key))));
      }
    }
    if (all.isEmpty()) {
      throw Refusal.usage(
          "rule '" + name + "' has no condition", "a rule for every image is none: name a device");
    }
    return new Condition.All(List.copyOf(all));
  }

  private static Condition comparison(HeaderValue value, String key, String argument) {
    Comparison how = Comparison.ofKey(key);
    if (how == null) {
      throw Refusal.usage(
          "'" + key + "' is no comparison", "known: " + String.join(", ", Comparison.keys()));
    }
    try {
      how.check(argument);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(
          "the argument of '" + key + "' cannot be compared with", "a number, or a Java pattern");
    }
    return new Condition.Compare(value, how, argument);
  }

  private static List<Box> boxes(String name, Config rule) {
    List<Box> boxes = new ArrayList<>();
    for (Object item : rule.getAnyRefList("mask")) {
      if (!(item instanceof List<?> four) || four.size() != 4) {
        throw notABox(name);
      }
      int[] n = new int[4];
      for (int i = 0; i < 4; i++) {
        if (!(four.get(i) instanceof Integer number) || number < (i < 2 ? 0 : 1)) {
          throw notABox(name);
        }
        n[i] = number;
      }
      boxes.add(new Box(n[0], n[1], n[2], n[3]));
    }
    if (boxes.isEmpty()) {
      throw notABox(name);
    }
    return boxes;
  }

  private static Refusal notABox(String name) {
    return Refusal.usage(
        "'mask' of rule '" + name + "' is no list of boxes",
        "[[x, y, width, height], ...] in whole pixels, from 0");
  }
}
