package org.medveil.jobs.deidentify;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What earlier runs made of which sources. */
final class Known implements Serializable {
  private final HashMap<String, Entry> bySource = new HashMap<>();
  private final HashMap<String, String> sourceOfPath = new HashMap<>();

  /** Of the lines of a ledger. Where two sources claim one output, neither is known. */
  static Known of(Collection<Entry> entries) {
    Map<String, Set<String>> claims = new HashMap<>();
    entries.stream()
        .filter(Entry::isWritten)
        .forEach(one -> claims.computeIfAbsent(one.path(), p -> new HashSet<>()).add(one.sha256()));
    Known known = new Known();
    for (Entry entry : entries) {
      if (!entry.isWritten()) {
        known.bySource.putIfAbsent(entry.sha256(), entry);
      } else if (claims.get(entry.path()).size() == 1) {
        known.bySource.put(entry.sha256(), entry);
        known.sourceOfPath.put(entry.path(), entry.sha256());
      }
    }
    known.bySource.remove("");
    return known;
  }

  /** Null when the source is new. */
  Entry of(String sha256) {
    return bySource.get(sha256);
  }

  /** Another source was written there by an earlier run. */
  boolean isTaken(String path, String sha256) {
    String owner = sourceOfPath.get(path);
    return owner != null && !owner.equals(sha256);
  }

  Collection<Entry> entries() {
    return bySource.values();
  }
}
