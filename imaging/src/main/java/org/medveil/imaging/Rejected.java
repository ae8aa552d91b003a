package org.medveil.imaging;

import java.io.IOException;
import org.medveil.contracts.RejectReason;

/**
 * A rejection on its way up through code that may only throw {@link IOException}. Leaves the module
 * as a {@link DicomRejection}. The detail never holds a value from the file.
 */
public final class Rejected extends IOException {
  private final RejectReason reason;
  private final String detail;

  /** With a fixed phrase that quotes nothing from the file. */
  public Rejected(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
    this.detail = detail;
  }

  /** Pixel module values that contradict each other or are not supported. */
  public static Rejected format(String detail) {
    return new Rejected(RejectReason.UNSUPPORTED_PIXEL_FORMAT, detail);
  }

  /** Pixel data that cannot be decoded. */
  public static Rejected decode(String detail) {
    return new Rejected(RejectReason.PIXEL_DECODE_FAILED, detail);
  }

  /** A data set that cannot be parsed. */
  public static Rejected malformed(String detail) {
    return new Rejected(RejectReason.MALFORMED, detail);
  }

  /** A size, depth or count beyond the limits. */
  public static Rejected limit(String detail) {
    return new Rejected(RejectReason.LIMIT_EXCEEDED, detail);
  }

  /** A file that ends too early. */
  public static Rejected truncated(String detail) {
    return new Rejected(RejectReason.TRUNCATED, detail);
  }

  /** Why. */
  public RejectReason reason() {
    return reason;
  }

  /** As the packages show it to the outside. */
  public DicomRejection toRejection() {
    return new DicomRejection(reason, detail);
  }
}
