package org.medveil.imaging.deid;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * Private elements that are known to be safe, by creator (PS3.15 E.3.10): {@code
 * conf/deid/safe-private.csv}, and what a profile adds.
 */
final class SafePrivate implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern LINE =
      Pattern.compile("([^;]+);([0-9A-Fa-f]{3}[13579bdfBDF]);([0-9A-Fa-f]{2});([A-Z]{2});.*");

  private final HashMap<String, String> vrs;

  private SafePrivate(Map<String, String> vrs) {
    this.vrs = new HashMap<>(vrs);
  }

  static SafePrivate standard() {
    return new SafePrivate(Map.of()).with("safe-private.csv", Resource.of("safe-private.csv"));
  }

  SafePrivate with(String name, Resource file) {
    SafePrivate more = new SafePrivate(vrs);
    for (String row : file.rows()) {
      var line = LINE.matcher(row);
      if (!line.matches()) {
        throw Refusal.usage(
            "the list of safe private elements " + name + " has a line that is none",
            "lines are: creator;group;element;VR;meaning;source");
      }
      int group = Integer.parseInt(line.group(2), 16);
      int element = Integer.parseInt(line.group(3), 16);
      more.vrs.put(key(line.group(1).strip(), group, element), line.group(4));
    }
    return more;
  }

  /** The VR of a safe element, UN where it is not published; null when it is not safe. */
  String vr(String creator, int tag) {
    return creator == null ? null : vrs.get(key(creator.strip(), Tags.group(tag), tag & 0xff));
  }

  int size() {
    return vrs.size();
  }

  private static String key(String creator, int group, int element) {
    return creator + ';' + Integer.toHexString(group << 8 | element);
  }
}
