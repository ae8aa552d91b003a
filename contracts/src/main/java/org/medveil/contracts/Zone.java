package org.medveil.contracts;

/** How far a table may travel. Ordered from the innermost room outwards. */
public enum Zone {
  /** Header facts of real patients; never leaves the hospital's own store. */
  RESTRICTED,
  /** Pixels, vectors and labels under keyed pseudonyms; still personal data (GDPR Art. 4(5)). */
  PSEUDONYMOUS,
  /** Outputs of a mechanism that spent privacy budget. */
  PROTECTED,
  /** Signed and published to the consortium. */
  PUBLIC
}
