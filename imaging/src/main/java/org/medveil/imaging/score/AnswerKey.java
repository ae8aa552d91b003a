package org.medveil.imaging.score;

import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;

/** Answer keys as text: one line a requirement, the first line names the columns. */
public final class AnswerKey {
  private static final List<String> COLUMNS =
      List.of(
          "number", "file", "scope", "path", "value", "action", "action_text", "answer_category");

  private AnswerKey() {}

  /** The line of column names. */
  public static String header() {
    return Csv.line(COLUMNS);
  }

  /** One requirement as a line. */
  public static String line(Requirement row) {
    return Csv.line(
        List.of(
            Integer.toString(row.number()),
            row.file(),
            row.scope().word(),
            row.path(),
            row.value(),
            row.action().word(),
            row.actionText(),
            row.category().word()));
  }

  /**
   * Reads a whole key, strictly.
   *
   * @throws Refusal (65) naming the line that is not as agreed
   */
  public static List<Requirement> parse(String text) {
    List<List<String>> lines;
    try {
      lines = Csv.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.badData("the answer key is cut off: " + e.getMessage(), "plant it again");
    }
    if (lines.isEmpty() || !lines.get(0).equals(COLUMNS)) {
      throw Refusal.badData(
          "the answer key has other columns", "its first line must be " + header().strip());
    }
    List<Requirement> rows = new ArrayList<>(lines.size());
    for (int i = 1; i < lines.size(); i++) {
      rows.add(row(lines.get(i), i + 1));
    }
    return rows;
  }

  private static Requirement row(List<String> cells, int line) {
    if (cells.size() == COLUMNS.size()) {
      var scope = Scope.of(cells.get(2));
      var action = Action.of(cells.get(5));
      var category = Category.of(cells.get(7));
      boolean numbered = cells.get(0).matches("[1-9]\\d{0,8}");
      if (numbered && scope.isPresent() && action.isPresent() && category.isPresent()) {
        Requirement row =
            new Requirement(
                Integer.parseInt(cells.get(0)),
                cells.get(1),
                scope.get(),
                cells.get(3),
                cells.get(4),
                action.get(),
                cells.get(6),
                category.get());
        if (Place.isKnown(row)) {
          return row;
        }
      }
    }
    throw Refusal.badData(
        "record " + line + " of the answer key is not as agreed",
        "docs/verbs/deid-score.md describes the columns");
  }
}
