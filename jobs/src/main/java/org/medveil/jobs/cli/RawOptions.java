package org.medveil.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options as typed, for what must be known before the line is parsed or although it cannot be. */
record RawOptions(List<String> words) {
  RawOptions {
    words = List.copyOf(words);
  }

  /** Every value given to an option, {@code --name value} or {@code --name=value}. */
  List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(name) && i + 1 < words.size()) {
        values.add(words.get(i + 1));
      } else if (word.startsWith(name + "=")) {
        values.add(word.substring(name.length() + 1));
      }
    }
    return values;
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  boolean has(String flag) {
    return words.contains(flag);
  }

  /** The word that should be the verb. */
  String verb() {
    return words.isEmpty() ? "medveil" : words.get(0);
  }
}
