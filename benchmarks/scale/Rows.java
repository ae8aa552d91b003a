import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.md5;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;

/**
 * A large {@code embeddings} table out of a small one: the same vectors under other keys. Arguments:
 * small warehouse, large warehouse, how many rows at least. Prints how many there are.
 */
final class Rows {
  public static void main(String[] arguments) {
    SparkSession spark = SparkSessions.open("scale-rows");
    Dataset<Row> few = TableStore.open(spark, arguments[0]).read(Tables.EMBEDDINGS);
    long copies = 1 + (Long.parseLong(arguments[2]) - 1) / few.count();
    Dataset<Row> copied = few.crossJoin(spark.range(copies).select(col("id").as("copy")));
    Column[] columns =
        Arrays.stream(few.columns())
            .map(
                name ->
                    name.endsWith("_key")
                        ? md5(concat(col(name), col("copy").cast("string"))).as(name)
                        : col(name))
            .toArray(Column[]::new);
    TableStore many = TableStore.open(spark, arguments[1]);
    many.append(Tables.EMBEDDINGS, copied.select(columns));
    System.out.println(many.read(Tables.EMBEDDINGS).count());
    spark.stop();
  }
}
