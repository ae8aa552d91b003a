package org.medveil.dp;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.medveil.contracts.Refusal;

/** Reads the map of one mechanism strictly: exactly its keys, each of its type. */
final class MechanismMap {
  private final String type;
  private final Map<String, ?> map;

  MechanismMap(String type, Map<String, ?> map, String... keys) {
    this.type = type;
    this.map = map;
    Set<String> expected = new HashSet<>(Arrays.asList(keys));
    expected.add("type");
    if (!map.keySet().equals(expected)) {
      throw refusal();
    }
  }

  double real(String key) {
    if (map.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw refusal();
  }

  int whole(String key) {
    if (map.get(key) instanceof Integer number) {
      return number;
    }
    throw refusal();
  }

  private Refusal refusal() {
    return Refusal.policy(
        "A " + type + " mechanism has missing, unknown or mistyped keys.",
        "docs/verbs/account.md lists the keys of every mechanism.");
  }

  static void requirePositive(String what, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw Refusal.usage(
          "A mechanism's " + what + " must be a finite number above 0, got " + value,
          "docs/verbs/account.md explains each number.");
    }
  }

  static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw Refusal.usage(
          "A mechanism's " + what + " must be at least 1, got " + value,
          "docs/verbs/account.md explains each number.");
    }
  }
}
