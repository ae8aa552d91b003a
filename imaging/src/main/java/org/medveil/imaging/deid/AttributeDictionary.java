package org.medveil.imaging.deid;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The attributes of PS3.6 (2025a, and what a newer dictionary had). What is not in here is not
 * known to be harmless. Newer than the library's own dictionary (3.3.7 is of 2015).
 */
final class AttributeDictionary {
  static final AttributeDictionary STANDARD = new AttributeDictionary();

  record Entry(int tag, String vr, String keyword) {}

  private final Map<Integer, Entry> byTag = new HashMap<>();
  private final Map<String, Integer> byKeyword = new HashMap<>();

  private AttributeDictionary() {
    for (String row : Resource.of("dictionary.csv").rows()) {
      String[] cells = row.split(",");
      int tag = Integer.parseUnsignedInt(cells[0], 16);
      byTag.put(tag, new Entry(tag, cells[1], cells[2]));
      byKeyword.put(cells[2], tag);
    }
  }

  /** Null when the standard has no such attribute. */
  Entry entry(int tag) {
    return byTag.get(tag);
  }

  /** Null when the standard has no such keyword. */
  Integer tag(String keyword) {
    return byKeyword.get(keyword);
  }

  /** The keyword, or an empty text. */
  String keyword(int tag) {
    Entry entry = byTag.get(tag);
    return entry == null ? "" : entry.keyword();
  }

  Iterable<Entry> entries() {
    return byTag.values();
  }

  Set<String> keywords() {
    return byKeyword.keySet();
  }
}
