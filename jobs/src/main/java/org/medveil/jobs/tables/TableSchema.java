package org.medveil.jobs.tables;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medveil.contracts.Column;
import org.medveil.contracts.ColumnType;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Table;

/** A table's contract in Spark's words, and the check that a data set keeps it. */
public final class TableSchema {
  private TableSchema() {}

  /** All columns of the contract in order. */
  public static StructType of(Table table) {
    StructType schema = new StructType();
    for (Column column : table.columns()) {
      schema = schema.add(column.name(), type(column.type()), !column.required());
    }
    return schema;
  }

  /** Refuses a data set whose columns differ from the contract in name, order or type. */
  static void check(Table table, StructType actual) {
    List<String> expected = describe(of(table));
    List<String> found = describe(actual);
    if (!expected.equals(found)) {
      throw Refusal.badData(
          "table " + table.name() + " does not keep its contract: has " + found,
          "expected " + expected);
    }
  }

  private static List<String> describe(StructType schema) {
    return List.of(schema.fields()).stream().map(TableSchema::describe).toList();
  }

  private static String describe(StructField field) {
    return field.name() + " " + field.dataType().simpleString();
  }

  private static DataType type(ColumnType type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case BINARY -> DataTypes.BinaryType;
      case FLOAT_ARRAY -> DataTypes.createArrayType(DataTypes.FloatType, false);
    };
  }
}
