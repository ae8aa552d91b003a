import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;

/**
 * What {@code ingest} left in a warehouse, read from the tables and not from its word: counts by
 * reason ({@code ##reject REASON COUNT}), number of instances ({@code ##instances COUNT}), then
 * every row of both tables as text.
 */
final class Catalogue {
  public static void main(String[] warehouse) {
    TableStore store = TableStore.open(SparkSessions.open("catalogue"), warehouse[0]);
    Map<String, Long> reasons = new TreeMap<>();
    store
        .readOrEmpty(Tables.REJECTS)
        .collectAsList()
        .forEach(row -> reasons.merge(row.getAs("reason"), 1L, Long::sum));
    reasons.forEach((reason, count) -> System.out.println("##reject " + reason + " " + count));
    System.out.println("##instances " + store.readOrEmpty(Tables.INSTANCES).count());
    for (Table table : List.of(Tables.INSTANCES, Tables.REJECTS)) {
      Dataset<Row> rows = store.readOrEmpty(table);
      rows.collectAsList().forEach(System.out::println);
    }
  }
}
