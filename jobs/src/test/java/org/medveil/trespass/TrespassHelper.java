package org.medveil.trespass;

import java.io.IOException;
import java.io.InputStream;
import org.apache.spark.sql.SparkSession;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.io.DicomInputStream;

/** Breaks the rules for rooms other than jobs; see HouseRulesTest. */
public final class TrespassHelper {
  private TrespassHelper() {}

  /** Spark outside jobs. */
  public static SparkSession spark() {
    return SparkSession.active();
  }

  /** A parser that nobody hardened. */
  public static Object parser(InputStream in) throws IOException {
    return new DicomInputStream(in);
  }

  /** dcm4che outside its room. */
  public static Attributes dicom() {
    return new Attributes();
  }
}
