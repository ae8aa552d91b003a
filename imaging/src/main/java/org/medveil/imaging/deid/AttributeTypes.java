package org.medveil.imaging.deid;

import java.util.HashMap;
import java.util.Map;

/**
 * The type (PS3.5 §7.4) of the attributes that have a choice in Table E.1-1, per SOP class and per
 * enclosing sequence; the strictest over all modules of PS3.3 that have it there.
 */
final class AttributeTypes {
  static final AttributeTypes STANDARD = new AttributeTypes();

  private final Map<String, Map<Integer, Integer>> byClass = new HashMap<>();
  private final Map<Integer, Map<Integer, Integer>> bySequence = new HashMap<>();

  private AttributeTypes() {
    AttributeDictionary dictionary = AttributeDictionary.STANDARD;
    for (String row : Resource.of("types.csv").rows()) {
      int comma = row.indexOf(',');
      String context = row.substring(0, comma);
      Map<Integer, Integer> types = new HashMap<>();
      for (String pair : row.substring(comma + 1).split(" ")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          types.put(
              dictionary.tag(pair.substring(0, equals)),
              Integer.parseInt(pair.substring(equals + 1)));
        }
      }
      if (Character.isDigit(context.charAt(0))) {
        byClass.put(context, types);
      } else {
        bySequence.put(dictionary.tag(context), types);
      }
    }
  }

  /** 1, 2 or 3; 1 for a SOP class nobody knows. */
  int inClass(String sopClass, int tag) {
    return type(byClass.get(sopClass), tag);
  }

  /** 1, 2 or 3; 1 for a sequence nobody knows. */
  int inSequence(int sequence, int tag) {
    return type(bySequence.get(sequence), tag);
  }

  private static int type(Map<Integer, Integer> types, int tag) {
    return types == null ? 1 : types.getOrDefault(tag, 3);
  }
}
