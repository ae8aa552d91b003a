package org.medveil.imaging.columns;

/** What a value becomes, by its VR (PS3.5 6.2). */
public enum ColumnKind {
  /** Characters as they are, padding removed. {@code String}. */
  TEXT,
  /** US, SS, SL. {@code Integer}. */
  INT,
  /** UL, IS. {@code Long}. */
  LONG,
  /** DS, FL, FD. {@code Double}; null when it is not finite. */
  DOUBLE,
  /** DA. {@code java.time.LocalDate}; null when it is not a date. */
  DATE,
  /** The bytes of OB, OW, UN and their like. {@code byte[]}. */
  BINARY
}
