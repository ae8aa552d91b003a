package org.medveil.imaging.score;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/**
 * What a de-identifier says it made of UIDs and patient IDs: two columns, {@code id_old,id_new}. It
 * links patients to their pseudonyms and so belongs to the RESTRICTED zone.
 */
public final class IdMapping implements Serializable {
  private static final List<String> COLUMNS = List.of("id_old", "id_new");

  private final Map<String, String> images;

  private IdMapping(Map<String, String> images) {
    this.images = Map.copyOf(images);
  }

  /** No mapping was given: everything is derived from where values stand. */
  public static IdMapping none() {
    return new IdMapping(Map.of());
  }

  /**
   * Reads the two columns; the same pair may stand twice.
   *
   * @throws Refusal (65) when the columns are others or one old value has two new ones
   */
  public static IdMapping parse(String text) {
    List<List<String>> lines;
    try {
      lines = Csv.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.badData("the mapping is cut off", "have it written again");
    }
    if (lines.isEmpty() || !lines.get(0).equals(COLUMNS)) {
      throw Refusal.badData(
          "the mapping has other columns", "its first line must be id_old,id_new");
    }
    Map<String, String> images = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = lines.get(i);
      if (cells.size() != 2 || cells.get(0).isEmpty()) {
        throw Refusal.badData(
            "record " + (i + 1) + " of the mapping has not two values", "id_old,id_new");
      }
      String before = images.put(cells.get(0), cells.get(1));
      if (before != null && !before.equals(cells.get(1))) {
        throw Refusal.badData(
            "record " + (i + 1) + " of the mapping contradicts an earlier one",
            "one old identifier has one new one");
      }
    }
    return new IdMapping(images);
  }

  /** The new value of an old one, if the mapping has it. */
  public Optional<String> image(String before) {
    return Optional.ofNullable(images.get(before));
  }

  /** How many old values there are. */
  public int size() {
    return images.size();
  }

  /** Without the values. */
  @Override
  public String toString() {
    return "IdMapping[" + images.size() + "]";
  }
}
