package org.medveil.imaging;

import java.util.Objects;
import org.medveil.contracts.RejectReason;

/**
 * A file goes to quarantine. Carries the reason and a fixed phrase; never a value from the file,
 * and on purpose no cause, because a parser's message may quote the bytes it stumbled over.
 */
public final class DicomRejection extends Exception {
  private final RejectReason reason;
  private final String detail;

  /**
   * A rejection.
   *
   * @param reason why
   * @param detail a fixed phrase, never a value from the file
   */
  public DicomRejection(RejectReason reason, String detail) {
    super(reason + ": " + detail);
    this.reason = Objects.requireNonNull(reason);
    this.detail = Objects.requireNonNull(detail);
  }

  /** Why, in the vocabulary of the table {@code rejects}. */
  public RejectReason reason() {
    return reason;
  }

  /** One phrase that says what was found, without any value from the file. */
  public String detail() {
    return detail;
  }
}
