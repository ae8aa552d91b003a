package org.medveil.imaging.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What may be at a place whose two bytes are these, the case of ASCII letters aside. */
final class Pairs<T> {
  private final long[] bits = new long[1 << 10];
  private final Map<Integer, List<T>> values = new HashMap<>();

  static <T> Pairs<T> union(List<Pairs<T>> some, Pairs<?> other) {
    Pairs<T> all = new Pairs<>();
    for (int i = 0; i < all.bits.length; i++) {
      all.bits[i] = other.bits[i];
      for (Pairs<T> one : some) {
        all.bits[i] |= one.bits[i];
      }
    }
    return all;
  }

  void add(byte first, byte second, T value) {
    mark(first, second);
    values.computeIfAbsent(pair(first, second), key -> new ArrayList<>(2)).add(value);
  }

  /** Without a value. */
  void mark(byte first, byte second) {
    for (int a : new int[] {first & 0xff, upper(first)}) {
      for (int b : new int[] {second & 0xff, upper(second)}) {
        bits[a << 2 | b >> 6] |= 1L << b;
      }
    }
  }

  boolean holds(byte first, byte second) {
    return (bits[(first & 0xff) << 2 | (second & 0xff) >> 6] & 1L << second) != 0;
  }

  List<T> of(byte first, byte second) {
    List<T> found = values.get(pair(first, second));
    return found == null ? List.of() : found;
  }

  private static int pair(byte first, byte second) {
    return (Needle.lower(first) & 0xff) << 8 | Needle.lower(second) & 0xff;
  }

  private static int upper(byte b) {
    return b >= 'a' && b <= 'z' ? b & 0xdf : b & 0xff;
  }
}
