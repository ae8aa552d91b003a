package org.medveil.contracts;

/**
 * How a job ends. Schedulers rely on the numbers: only {@link #BUG} and {@link #TRY_AGAIN} may be
 * retried, {@link #NOTHING_NEW} means "skip".
 */
public enum ExitCode {
  /** The job did what it was asked to do. */
  OK(0),
  /** A defect of Medveil itself. */
  BUG(1),
  /** Wrong usage or configuration. */
  USAGE(2),
  /** The input cannot be used. */
  BAD_DATA(65),
  /** Something outside is not ready; the same call may succeed later. */
  TRY_AGAIN(75),
  /** A policy refused: purpose, agreement, signature, allow-list. */
  POLICY_REFUSED(77),
  /** The privacy budget does not allow it. */
  BUDGET_REFUSED(90),
  /** The input was processed before; there is nothing new to do. */
  NOTHING_NEW(99);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process exit status, 0–255. */
  public int code() {
    return code;
  }
}
