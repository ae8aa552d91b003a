package org.medveil.imaging.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PS3.15 Table E.1-1 as data: {@code conf/deid/e1-1-2026c.csv}. Basic column of edition 2026c,
 * option columns of 2025a; the few attributes that are newer than those say in the last column
 * whether their options were chosen as for their nearest relatives or left blank, which is the
 * strictest reading.
 */
public final class ConfidentialityTable {
  static final ConfidentialityTable STANDARD =
      new ConfidentialityTable("2026c", Resource.of("e1-1-2026c.csv"));

  /**
   * One line.
   *
   * @param tag as written, patterns included
   * @param options option to K or C
   */
  record Row(
      String tag,
      String keyword,
      BasicAction basic,
      Map<ProfileOption, Action> options,
      String origin) {}

  private final String edition;
  private final String sha256;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Integer, Row> byTag = new HashMap<>();

  private ConfidentialityTable(String edition, Resource file) {
    this.edition = edition;
    sha256 = file.sha256();
    String[] head = file.lines().get(0).split(",");
    for (String line : file.rows()) {
      // The tag, alone, is in quotes: it has a comma of its own.
      int end = line.indexOf('"', 1);
      Row row = row(head, line.substring(1, end), line.substring(end + 1).split(",", -1));
      rows.add(row);
      if (row.tag().matches("\\([0-9A-F]{4},[0-9A-F]{4}\\)")) {
        byTag.put(Tags.parse(row.tag()), row);
      }
    }
  }

  private static Row row(String[] head, String tag, String[] cells) {
    Map<ProfileOption, Action> options = new HashMap<>();
    int last = cells.length - 1;
    for (int i = 3; i < last; i++) {
      if (!cells[i].isEmpty()) {
        options.put(ProfileOption.ofKey(head[i]), Action.ofLetter(cells[i]));
      }
    }
    return new Row(tag, cells[1], BasicAction.of(cells[2]), Map.copyOf(options), cells[last]);
  }

  /** The table the engine works by. */
  public static ConfidentialityTable standard() {
    return STANDARD;
  }

  /** Edition of the standard. */
  public String edition() {
    return edition;
  }

  /** Of the file's bytes, in hex. */
  public String sha256() {
    return sha256;
  }

  List<Row> rows() {
    return rows;
  }

  /**
   * Null for an attribute the table does not name; private, curve and overlay groups have rules.
   */
  Row row(int tag) {
    return byTag.get(tag);
  }
}
