package org.medveil.contracts;

/** The column types that tables may use; every engine we write to has them. */
public enum ColumnType {
  STRING,
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  BOOLEAN,
  DATE,
  TIMESTAMP,
  BINARY,
  /** A vector of 32-bit floats. */
  FLOAT_ARRAY
}
