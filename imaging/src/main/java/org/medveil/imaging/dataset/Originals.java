package org.medveil.imaging.dataset;

import java.util.IdentityHashMap;
import java.util.Map;
import org.dcm4che3.data.Attributes;

/** The data sets and items of one file, as they were. Those that came later are not in it. */
final class Originals {
  private final Map<Attributes, Level> levels = new IdentityHashMap<>();

  void put(Attributes attributes, Level level) {
    levels.put(attributes, level);
  }

  /** Null for an item that was not in the file. */
  Level of(Attributes attributes) {
    return levels.get(attributes);
  }

  void addAll(Originals others) {
    levels.putAll(others.levels);
  }
}
