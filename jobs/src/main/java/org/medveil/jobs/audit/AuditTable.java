package org.medveil.jobs.audit;

import java.util.List;

/**
 * A table of the document, its numbers written out already.
 *
 * @param title one line
 * @param columns heads, at least one, each once
 * @param rows each as long as {@code columns}; a cell may be empty
 */
public record AuditTable(String title, List<String> columns, List<List<String>> rows) {
  public AuditTable {
    Texts.line(title);
    columns = List.copyOf(columns);
    columns.forEach(Texts::line);
    if (columns.stream().distinct().count() != columns.size()) {
      throw new IllegalArgumentException("a column twice in the table " + title);
    }
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (columns.isEmpty() || row.size() != columns.size()) {
        throw new IllegalArgumentException("a row of another length in the table " + title);
      }
      row.stream().filter(cell -> !cell.isEmpty()).forEach(Texts::line);
    }
  }
}
