package org.medveil.imaging.plant;

import java.util.ArrayList;
import java.util.List;

/**
 * Running text, piece by piece: what identifies and must go, what is medicine and must stay, and
 * what merely joins them and is not scored.
 */
final class Wording {
  private final StringBuilder text = new StringBuilder();
  private final List<String> identifying = new ArrayList<>();
  private final List<String> medical = new ArrayList<>();

  Wording joint(String words) {
    text.append(words);
    return this;
  }

  Wording phi(String words) {
    text.append(words);
    identifying.add(words);
    return this;
  }

  Wording medicine(String words) {
    text.append(words);
    medical.add(words);
    return this;
  }

  String text() {
    return text.toString();
  }

  List<String> identifying() {
    return List.copyOf(identifying);
  }

  List<String> medical() {
    return List.copyOf(medical);
  }
}
