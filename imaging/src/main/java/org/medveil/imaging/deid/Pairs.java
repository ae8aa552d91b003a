package org.medveil.imaging.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What may be at a place whose two bytes are these, the case of ASCII letters aside. */
final class Pairs<T> {
  private final Map<Integer, List<T>> values = new HashMap<>();

  void add(byte first, byte second, T value) {
    values.computeIfAbsent(pair(first, second), key -> new ArrayList<>(2)).add(value);
  }

  List<T> of(byte first, byte second) {
    List<T> found = values.get(pair(first, second));
    return found == null ? List.of() : found;
  }

  private static int pair(byte first, byte second) {
    return (Needle.lower(first) & 0xff) << 8 | Needle.lower(second) & 0xff;
  }
}
