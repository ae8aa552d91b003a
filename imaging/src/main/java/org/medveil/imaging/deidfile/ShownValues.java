package org.medveil.imaging.deidfile;

import java.util.HashMap;
import java.util.Map;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;

/** Values of a data set as a person would read them, by path. */
final class ShownValues {
  private static final int LONGEST = 100;

  private ShownValues() {}

  /** Path as in {@code Explained} to text, cut where it is long. */
  static Map<String, String> of(Attributes dataset) {
    Map<String, String> values = new HashMap<>();
    walk(dataset, "", values);
    return values;
  }

  private static void walk(Attributes level, String place, Map<String, String> values) {
    for (int tag : level.tags()) {
      String path = place + String.format("(%04X,%04X)", tag >>> 16, tag & 0xffff);
      Object value = level.getValue(tag);
      if (value instanceof Sequence items) {
        values.put(path, items.size() == 1 ? "1 item" : items.size() + " items");
        for (int i = 0; i < items.size(); i++) {
          walk(items.get(i), path + "[" + i + "]>", values);
        }
      } else {
        values.put(path, text(level, tag));
      }
    }
  }

  private static String text(Attributes level, int tag) {
    String vr = level.getVR(tag).name();
    if (vr.startsWith("O") || vr.equals("UN")) {
      return level.getValue(tag) instanceof byte[] bytes ? bytes.length + " bytes" : "bytes";
    }
    try {
      String[] values = level.getStrings(tag);
      String all = values == null ? "" : String.join("\\", nonNull(values));
      return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
    } catch (RuntimeException e) {
      return "unreadable";
    }
  }

  private static String[] nonNull(String... values) {
    String[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = out[i] == null ? "" : out[i];
    }
    return out;
  }
}
