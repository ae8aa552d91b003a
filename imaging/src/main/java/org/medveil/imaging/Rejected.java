package org.medveil.imaging;

import java.io.IOException;
import org.medveil.contracts.RejectReason;

/**
 * A rejection on its way up through code that may only throw {@link IOException}. Leaves this
 * module as a {@link DicomRejection}. The detail never holds a value from the file.
 */
public final class Rejected extends IOException {
  private final RejectReason reason;
  private final String detail;

  /** A fixed phrase, never a value from the file. */
  public Rejected(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
    this.detail = detail;
  }

  /** Pixel module values that contradict each other or are not supported. */
  public static Rejected format(String detail) {
    return new Rejected(RejectReason.UNSUPPORTED_PIXEL_FORMAT, detail);
  }

  /** The pixel data could not be decoded. */
  public static Rejected decode(String detail) {
    return new Rejected(RejectReason.PIXEL_DECODE_FAILED, detail);
  }

  /** The data set cannot be parsed. */
  public static Rejected malformed(String detail) {
    return new Rejected(RejectReason.MALFORMED, detail);
  }

  /** Beyond the reader's limits. */
  public static Rejected limit(String detail) {
    return new Rejected(RejectReason.LIMIT_EXCEEDED, detail);
  }

  /** The file ends too early. */
  public static Rejected truncated(String detail) {
    return new Rejected(RejectReason.TRUNCATED, detail);
  }

  /** Why. */
  public RejectReason reason() {
    return reason;
  }

  /** What leaves this package. */
  public DicomRejection toRejection() {
    return new DicomRejection(reason, detail);
  }
}
