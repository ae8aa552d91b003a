package org.medveil.imaging.deid;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that shares most letter pairs with a misspelt one. */
final class Nearest {
  private static final double ENOUGH = 0.5;

  private Nearest() {}

  static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .max(Comparator.comparingDouble((String k) -> likeness(name, k)).thenComparing(k -> k))
        .filter(k -> likeness(name, k) >= ENOUGH);
  }

  private static double likeness(String a, String b) {
    int shared = 0;
    StringBuilder rest = new StringBuilder(b);
    for (int i = 0; i + 1 < a.length(); i++) {
      int at = rest.indexOf(a.substring(i, i + 2));
      if (at >= 0) {
        shared++;
        rest.setCharAt(at, '\0');
      }
    }
    return 2.0 * shared / Math.max(1, a.length() + b.length() - 2);
  }
}
