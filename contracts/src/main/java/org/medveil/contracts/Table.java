package org.medveil.contracts;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table's contract: name, zone and columns. Checked on every read and write.
 *
 * @param name snake_case
 * @param zone how far it may travel
 * @param columns in order; names are unique
 */
public record Table(String name, Zone zone, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.name())) {
        throw new IllegalArgumentException("column twice in " + name + ": " + column.name());
      }
      if (column.identifying() == Identifying.DIRECT && zone != Zone.RESTRICTED) {
        throw new IllegalArgumentException(
            "direct identifier outside RESTRICTED: " + name + "." + column.name());
      }
    }
  }

  /** The column of that name, if the contract has one. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** Column names in order. */
  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** True when rows belong to one patient each and are partitioned by that patient's pseudonym. */
  public boolean perPatient() {
    return column("subject_key").isPresent();
  }
}
