package org.medveil.learning;

import java.io.Serializable;
import java.util.List;

/**
 * A stretch of the flat parameter vector.
 *
 * @param offset where it begins
 * @param length how long it is, at least 1
 */
public record ParameterRange(int offset, int length) implements Serializable {
  /** Checks that it is one. */
  public ParameterRange {
    if (offset < 0 || length < 1) {
      throw new IllegalArgumentException("a range begins at 0 or later and is not empty");
    }
  }

  /** The index after the last one. */
  public int end() {
    return offset + length;
  }

  /** Adds a stretch that begins at or after the end of the last one; an empty one is left out. */
  static void append(List<ParameterRange> ranges, int offset, int length) {
    if (length == 0) {
      return;
    }
    int last = ranges.size() - 1;
    if (last >= 0 && ranges.get(last).end() == offset) {
      ParameterRange before = ranges.get(last);
      ranges.set(last, new ParameterRange(before.offset(), before.length() + length));
    } else {
      ranges.add(new ParameterRange(offset, length));
    }
  }
}
