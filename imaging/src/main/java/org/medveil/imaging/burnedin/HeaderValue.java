package org.medveil.imaging.burnedin;

import java.io.Serializable;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.ElementDictionary;
import org.dcm4che3.data.Sequence;

/**
 * Which value of a header a condition looks at: an attribute, or one in the first item of a
 * sequence.
 *
 * @param path sequences from the outside, the attribute last; at least one tag
 */
record HeaderValue(List<Integer> path) implements Serializable {
  HeaderValue {
    path = List.copyOf(path);
  }

  /** The tag of a keyword of PS3.6, or null. */
  static Integer tagOf(String keyword) {
    int tag = ElementDictionary.tagForKeyword(keyword, null);
    return tag == -1 ? null : tag;
  }

  /**
   * All values, parted by a backslash; empty where the attribute is absent, empty or unreadable.
   */
  String in(Attributes header) {
    try {
      Attributes item = header;
      for (int tag : path.subList(0, path.size() - 1)) {
        Sequence sequence = item == null ? null : item.getSequence(tag);
        item = sequence == null || sequence.isEmpty() ? null : sequence.get(0);
      }
      int tag = path.get(path.size() - 1);
      String[] values = item == null ? null : item.getStrings(tag);
      return values == null ? "" : joined(values);
    } catch (RuntimeException e) {
      return "";
    }
  }

  private static String joined(String[] values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : "\\").append(values[i] == null ? "" : values[i].strip());
    }
    return text.toString();
  }
}
