package org.medveil.imaging;

import java.io.IOException;
import org.medveil.contracts.RejectReason;

/**
 * A rejection on its way up through code that may only throw {@link IOException}. Leaves this
 * package as a {@link DicomRejection}. The detail never holds a value from the file.
 */
final class Rejected extends IOException {
  private final RejectReason reason;
  private final String detail;

  Rejected(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
    this.detail = detail;
  }

  static Rejected format(String detail) {
    return new Rejected(RejectReason.UNSUPPORTED_PIXEL_FORMAT, detail);
  }

  static Rejected decode(String detail) {
    return new Rejected(RejectReason.PIXEL_DECODE_FAILED, detail);
  }

  static Rejected malformed(String detail) {
    return new Rejected(RejectReason.MALFORMED, detail);
  }

  static Rejected limit(String detail) {
    return new Rejected(RejectReason.LIMIT_EXCEEDED, detail);
  }

  static Rejected truncated(String detail) {
    return new Rejected(RejectReason.TRUNCATED, detail);
  }

  RejectReason reason() {
    return reason;
  }

  DicomRejection toRejection() {
    return new DicomRejection(reason, detail);
  }
}
