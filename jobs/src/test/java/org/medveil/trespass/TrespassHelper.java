package org.medveil.trespass;

import org.apache.spark.sql.SparkSession;
import org.dcm4che3.data.Attributes;

/** Breaks the rules for rooms other than jobs; see HouseRulesTest. */
public final class TrespassHelper {
  private TrespassHelper() {}

  /** Spark outside jobs. */
  public static SparkSession spark() {
    return SparkSession.active();
  }

  /** dcm4che outside its reader. */
  public static Attributes dicom() {
    return new Attributes();
  }
}
