package org.medveil.jobs.minimize;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** An image or a reject, never both. */
record Minimized(Row image, Row reject) implements Serializable {
  Minimized {
    if ((image == null) == (reject == null)) {
      throw new IllegalArgumentException("a candidate becomes an image or a reject");
    }
  }
}
