package org.medveil.jobs.minimize;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.medveil.imaging.burnedin.PixelVerdict;

/**
 * An image or a reject, never both.
 *
 * @param pixels what the examiner made of them, as it is counted; null where it was not asked, or
 *     where something else refused the candidate
 */
record Minimized(Row image, Row reject, String pixels) implements Serializable {
  private static final String MASKED = "masked";
  private static final String CLEAN = "examinedClean";
  private static final String NOT_EXAMINED = "pixelsNotExamined";

  /** What is counted of images; of rejects it is a concern. */
  static final List<String> LET_THROUGH = List.of(MASKED, CLEAN, NOT_EXAMINED);

  Minimized {
    if ((image == null) == (reject == null)) {
      throw new IllegalArgumentException("a candidate becomes an image or a reject");
    }
  }

  static Minimized image(Row row) {
    return new Minimized(row, null, null);
  }

  static Minimized reject(Row row) {
    return new Minimized(null, row, null);
  }

  /** The same, with what was decided about its pixels. */
  Minimized after(PixelVerdict verdict) {
    return new Minimized(image, reject, counted(verdict));
  }

  private String counted(PixelVerdict verdict) {
    if (verdict instanceof PixelVerdict.Quarantine refused) {
      return refused.concern().name();
    }
    if (image == null) {
      return null;
    }
    if (verdict instanceof PixelVerdict.Mask) {
      return MASKED;
    }
    return verdict.equals(new PixelVerdict.Clean(true)) ? CLEAN : NOT_EXAMINED;
  }
}
