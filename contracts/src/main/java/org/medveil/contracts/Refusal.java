package org.medveil.contracts;

import java.util.Objects;

/**
 * A job stops on purpose. Carries one sentence for the operator, a hint at the cure and the exit
 * code. Neither text may hold a value from a patient's record.
 */
public final class Refusal extends RuntimeException {
  private final ExitCode exitCode;
  private final String hint;

  /**
   * @param exitCode why; never {@link ExitCode#OK}
   * @param message one sentence that says what is wrong
   * @param hint one sentence that says what to do, or empty
   */
  public Refusal(ExitCode exitCode, String message, String hint) {
    this(exitCode, message, hint, null);
  }

  /** As above, with the cause kept for the log of a bug. */
  public Refusal(ExitCode exitCode, String message, String hint, Throwable cause) {
    super(Objects.requireNonNull(message), cause);
    if (exitCode == ExitCode.OK) {
      throw new IllegalArgumentException("a refusal is not OK");
    }
    this.exitCode = exitCode;
    this.hint = Objects.requireNonNull(hint);
  }

  /** Exit 2. */
  public static Refusal usage(String message, String hint) {
    return new Refusal(ExitCode.USAGE, message, hint);
  }

  /** Exit 65. */
  public static Refusal badData(String message, String hint) {
    return new Refusal(ExitCode.BAD_DATA, message, hint);
  }

  /** Exit 75. */
  public static Refusal tryAgain(String message, String hint) {
    return new Refusal(ExitCode.TRY_AGAIN, message, hint);
  }

  /** Exit 77. */
  public static Refusal policy(String message, String hint) {
    return new Refusal(ExitCode.POLICY_REFUSED, message, hint);
  }

  /** Exit 90. */
  public static Refusal budget(String message, String hint) {
    return new Refusal(ExitCode.BUDGET_REFUSED, message, hint);
  }

  /** Exit 99. */
  public static Refusal nothingNew(String message) {
    return new Refusal(ExitCode.NOTHING_NEW, message, "");
  }

  /** Why the job stops. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /** What to do about it; may be empty. */
  public String hint() {
    return hint;
  }
}
