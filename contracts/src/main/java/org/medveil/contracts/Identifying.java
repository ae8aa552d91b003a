package org.medveil.contracts;

/** What a column says about who a patient is. */
public enum Identifying {
  /** Nothing by itself. */
  NONE,
  /** Together with others it may single a patient out (sex, age band). */
  QUASI,
  /** Names, numbers, exact dates, file names; only in {@link Zone#RESTRICTED} and encrypted. */
  DIRECT
}
