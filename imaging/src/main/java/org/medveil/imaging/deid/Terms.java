package org.medveil.imaging.deid;

import java.util.HashSet;
import java.util.Set;

/**
 * Words that may stay in cleaned text: {@code conf/deid/terms.txt}, ours, and {@code
 * terms-dicom.txt}, the words of DICOM's code meanings less all that are names of people.
 */
final class Terms {
  static final Terms STANDARD = new Terms();

  private final Set<String> words = new HashSet<>(16384);

  private Terms() {
    for (String file : new String[] {"terms.txt", "terms-dicom.txt"}) {
      for (String line : Resource.of(file).lines()) {
        words.addAll(Words.split(line));
      }
    }
  }

  /**
   * @param folded one word
   */
  boolean contains(String folded) {
    return words.contains(folded);
  }
}
