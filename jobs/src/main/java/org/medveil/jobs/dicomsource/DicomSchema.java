package org.medveil.jobs.dicomsource;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.columns.DicomColumn;
import org.medveil.jobs.dicomsource.DicomOptions.Pixels;

/** From keywords to Spark's types, and the columns that are no keywords. */
final class DicomSchema {
  /** Where the file is. Names of files carry names of people. */
  static final String PATH = "path";

  /** Bytes of the file. */
  static final String LENGTH = "length";

  /** Why the file is not, or not wholly, in its row; null for a good one. */
  static final String REASON = "reject_reason";

  /** One phrase that says what was found. */
  static final String DETAIL = "reject_detail";

  /**
   * The pixel data. Raw: one value, or the items of compressed data, offset table first. Decoded:
   * the samples of the row's frame.
   */
  static final String PIXELS = "pixels";

  /** Which frame the row is of, from 0; only where pixels are decoded. */
  static final String FRAME = "frame_index";

  /** What the decoded samples mean; only where pixels are decoded. */
  static final String PHOTOMETRIC = "frame_photometric";

  private DicomSchema() {}

  static StructType of(DicomOptions options) {
    StructType schema = new StructType();
    if (options.identifying()) {
      schema = schema.add(PATH, DataTypes.StringType, true);
    }
    for (String keyword : options.columns()) {
      schema = schema.add(keyword, type(keyword, options), true);
    }
    if (options.pixels() != Pixels.NONE) {
      schema = schema.add(PIXELS, type(PIXELS, options), true);
    }
    if (options.pixels() == Pixels.DECODED) {
      schema =
          schema
              .add(FRAME, DataTypes.IntegerType, true)
              .add(PHOTOMETRIC, DataTypes.StringType, true);
    }
    schema =
        schema
            .add(LENGTH, DataTypes.LongType, true)
            .add(REASON, DataTypes.StringType, true)
            .add(DETAIL, DataTypes.StringType, true);
    check(schema, options);
    return schema;
  }

  /** Refuses by name what is not known, not allowed, or of another type. */
  static void check(StructType schema, DicomOptions options) {
    for (StructField field : schema.fields()) {
      String name = field.name();
      if (!type(name, options).sameType(field.dataType())) {
        throw Refusal.usage(
            "the column " + name + " is not of type " + field.dataType().simpleString(),
            "its values are of type " + type(name, options).simpleString());
      }
      if (!options.identifying() && isIdentifying(name)) {
        throw Refusal.usage(
            "the column " + name + " may point at a person",
            "option(\"identifying\", \"true\") allows it; the rows are then patient data");
      }
      if (options.pixels() == Pixels.NONE && name.equals(PIXELS)) {
        throw Refusal.usage(
            "the column pixels was not asked for", "option(\"pixels\", \"raw\") allows it");
      }
      boolean ofFrame = name.equals(FRAME) || name.equals(PHOTOMETRIC);
      if (options.pixels() != Pixels.DECODED && ofFrame) {
        throw Refusal.usage(
            "the column " + name + " is there for decoded pixels only",
            "option(\"pixels\", \"decoded\") has one row a frame");
      }
    }
  }

  static boolean isKeyword(String name) {
    return switch (name) {
      case PATH, LENGTH, REASON, DETAIL, PIXELS, FRAME, PHOTOMETRIC -> false;
      default -> true;
    };
  }

  private static boolean isIdentifying(String name) {
    return name.equals(PATH) || isKeyword(name) && DicomColumn.named(name).identifying();
  }

  private static DataType type(String name, DicomOptions options) {
    return switch (name) {
      case PATH, REASON, DETAIL, PHOTOMETRIC -> DataTypes.StringType;
      case LENGTH -> DataTypes.LongType;
      case FRAME -> DataTypes.IntegerType;
      case PIXELS ->
          options.pixels() == Pixels.DECODED
              ? DataTypes.BinaryType
              : DataTypes.createArrayType(DataTypes.BinaryType);
      default -> type(DicomColumn.named(name));
    };
  }

  private static DataType type(DicomColumn column) {
    DataType one =
        switch (column.kind()) {
          case TEXT -> DataTypes.StringType;
          case INT -> DataTypes.IntegerType;
          case LONG -> DataTypes.LongType;
          case DOUBLE -> DataTypes.DoubleType;
          case DATE -> DataTypes.DateType;
          case BINARY -> DataTypes.BinaryType;
        };
    boolean list = column.many() && one != DataTypes.BinaryType;
    return list ? DataTypes.createArrayType(one) : one;
  }
}
