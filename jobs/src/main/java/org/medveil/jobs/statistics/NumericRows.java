package org.medveil.jobs.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.medveil.contracts.Refusal;
import org.medveil.dp.statistics.GroupKey;
import org.medveil.dp.statistics.OrderedRow;
import org.medveil.dp.statistics.RowOrder;
import org.medveil.dp.statistics.StatisticsRequest;
import scala.Tuple2;

/**
 * A data set cut down to patient, group and numbers.
 *
 * @param rows the patient's pseudonym, then the group's values as text, then the numbers
 * @param groupColumns how many columns make the group
 */
record NumericRows(Dataset<Row> rows, int groupColumns) {
  static NumericRows of(
      Dataset<Row> rows, String patient, List<String> groups, List<String> numbers) {
    List<Column> columns = new ArrayList<>();
    columns.add(column(rows, patient).cast("string"));
    groups.forEach(group -> columns.add(column(rows, group).cast("string")));
    for (String number : numbers) {
      Column column = column(rows, number);
      DataType type = rows.select(column).schema().fields()[0].dataType();
      if (!(type instanceof NumericType) && !(type instanceof BooleanType)) {
        throw Refusal.usage(
            "Column '" + number + "' does not hold numbers.", "Group by it, or make it a number.");
      }
      columns.add(column.cast("double"));
    }
    Dataset<Row> slim =
        rows.filter(column(rows, patient).isNotNull()).select(columns.toArray(Column[]::new));
    return new NumericRows(slim, groups.size());
  }

  /** By patient, with the place of each row in the order; other groups are left out here. */
  JavaPairRDD<String, OrderedRow> ordered(StatisticsRequest request, RowOrder order) {
    // The lambda takes what it needs, not this record: a data set stays at the driver.
    int groupColumns = this.groupColumns;
    return rows.javaRDD()
        .filter(row -> request.groups().admits(group(row, groupColumns)))
        .mapToPair(row -> ordered(row, groupColumns, order));
  }

  private static Tuple2<String, OrderedRow> ordered(Row row, int groupColumns, RowOrder order) {
    double[] numbers = new double[row.size() - 1 - groupColumns];
    for (int i = 0; i < numbers.length; i++) {
      int at = 1 + groupColumns + i;
      numbers[i] = row.isNullAt(at) ? Double.NaN : row.getDouble(at);
    }
    String patient = row.getString(0);
    return new Tuple2<>(patient, order.row(patient, group(row, groupColumns), numbers));
  }

  private static GroupKey group(Row row, int groupColumns) {
    String[] group = new String[groupColumns];
    for (int i = 0; i < groupColumns; i++) {
      group[i] = row.getString(1 + i);
    }
    return new GroupKey(Arrays.asList(group));
  }

  private static Column column(Dataset<Row> rows, String name) {
    if (!List.of(rows.columns()).contains(name)) {
      throw Refusal.usage(
          "The data has no column '" + name + "'.", "Columns: " + List.of(rows.columns()));
    }
    return rows.col("`" + name.replace("`", "``") + "`");
  }
}
