package org.medveil.jobs.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of {@link AuditVectors#rows()}, in order. All but subject, instance and vector may be
 * null: what a source does not say is not known.
 */
public final class AuditColumns {
  /** Keyed pseudonym of the patient, or the patient's name in a public data set. */
  public static final String SUBJECT = "subject_key";

  /** Tells images apart. */
  public static final String INSTANCE = "instance_key";

  /** Visit of the patient, from 0. */
  public static final String VISIT = "visit_index";

  /** R, L or B. */
  public static final String LATERALITY = "laterality";

  /** M, F or O. */
  public static final String SEX = "sex";

  /** e.g. {@code 40-64}. */
  public static final String AGE_BAND = "age_band";

  /** As the source names it. */
  public static final String ETHNICITY = "ethnicity";

  /** Where the image was made. */
  public static final String SITE = "site";

  /** What it was made with. */
  public static final String SCANNER = "scanner";

  /** 0 or 1. */
  public static final String LABEL = "label";

  /** 64 bits in hex, for the control of near-duplicates. */
  public static final String PERCEPTUAL_HASH = "perceptual_hash";

  /** float[dim]. */
  public static final String VECTOR = "vector";

  private static final List<String> TEXTS =
      List.of(LATERALITY, SEX, AGE_BAND, ETHNICITY, SITE, SCANNER, PERCEPTUAL_HASH);
  private static final List<String> NUMBERS = List.of(VISIT, LABEL);

  private AuditColumns() {}

  /** Everything but the vector, by name and type. */
  static StructType described() {
    StructType schema =
        new StructType()
            .add(SUBJECT, DataTypes.StringType, false)
            .add(INSTANCE, DataTypes.StringType, false);
    for (String name : List.of(VISIT, LATERALITY, SEX, AGE_BAND, ETHNICITY, SITE, SCANNER, LABEL)) {
      schema = schema.add(name, type(name), true);
    }
    return schema.add(PERCEPTUAL_HASH, DataTypes.StringType, true);
  }

  /** Names a source may have besides the vector. */
  static List<String> names() {
    return List.of(described().fieldNames());
  }

  /** Names that a source may leave out. */
  static List<String> optional() {
    List<String> names = new ArrayList<>(TEXTS);
    names.addAll(NUMBERS);
    names.add(INSTANCE);
    return names;
  }

  static DataType type(String name) {
    return NUMBERS.contains(name) ? DataTypes.IntegerType : DataTypes.StringType;
  }
}
