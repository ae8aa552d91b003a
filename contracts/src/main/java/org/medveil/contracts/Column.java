package org.medveil.contracts;

import java.util.Objects;

/**
 * One column of a table.
 *
 * @param name snake_case
 * @param type its type
 * @param identifying what it says about who the patient is
 * @param required false when the value may be absent
 */
public record Column(String name, ColumnType type, Identifying identifying, boolean required) {
  public Column {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("not a snake_case column name: " + name);
    }
    Objects.requireNonNull(type);
    Objects.requireNonNull(identifying);
  }

  static Column required(String name, ColumnType type) {
    return new Column(name, type, Identifying.NONE, true);
  }

  static Column optional(String name, ColumnType type) {
    return new Column(name, type, Identifying.NONE, false);
  }

  static Column quasi(String name, ColumnType type) {
    return new Column(name, type, Identifying.QUASI, false);
  }

  static Column direct(String name, ColumnType type) {
    return new Column(name, type, Identifying.DIRECT, true);
  }
}
