import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.dp.JdbcLedger;
import org.medveil.dp.LedgerEntry;
import org.medveil.dp.LedgerLocation;
import org.medveil.dp.PldAccountant;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;

/**
 * Reads a site as an auditor would. A line on stdin, {@code warehouse TAB keys TAB ledger URL TAB user}, is
 * answered by a line of JSON: rows of each table and their hash, what lies beside the tables'
 * snapshots, the ledger's entries. Times are left out of the hash; source addresses are decrypted
 * first, because no two encryptions are alike.
 */
public final class Facts {
  private static final Set<String> TIMES = Set.of("ingested_at", "at");
  private final SparkSession spark = SparkSessions.open("recovery");

  public static void main(String[] arguments) throws IOException {
    Facts facts = new Facts();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    System.out.println("{}");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split("\t");
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("tables", facts.tables(words[0], Path.of(words[1])));
      all.put("ledger", ledger(words[2], words[3]));
      System.out.println(Json.line(all));
    }
  }

  private Map<String, Object> tables(String warehouse, Path keys) throws IOException {
    Pseudonymizer pseudonyms =
        new Pseudonymizer(Pseudonymizer.readKey(keys.resolve("pseudonym.key")));
    TableStore store = TableStore.open(spark, warehouse);
    Map<String, Object> tables = new LinkedHashMap<>();
    for (Table table :
        List.of(
            Tables.INSTANCES, Tables.OUTCOMES, Tables.REJECTS, Tables.IMAGES, Tables.EMBEDDINGS)) {
      if (store.exists(table)) {
        List<String> rows = new ArrayList<>();
        store.read(table).collectAsList().forEach(row -> rows.add(text(row, pseudonyms)));
        rows.sort(null);
        tables.put(
            table.name(),
            Map.of(
                "rows", rows.size(),
                "doubled", rows.size() - new TreeSet<>(rows).size(),
                "sha256", Locations.sha256(String.join("\n", rows)),
                "orphans", orphans(Path.of(warehouse, "medveil", table.name()), table)));
      }
    }
    return tables;
  }

  private static String text(Row row, Pseudonymizer pseudonyms) {
    StringBuilder text = new StringBuilder();
    for (String column : row.schema().fieldNames()) {
      Object value = row.getAs(column);
      if (TIMES.contains(column)) {
        continue;
      }
      if (column.equals("source_uri") && value != null && !value.equals("")) {
        value = pseudonyms.decryptUri((String) value);
      }
      if (value instanceof byte[] bytes) {
        value = Locations.sha256(bytes);
      }
      text.append(column).append('=').append(value).append('|');
    }
    return text.toString();
  }

  /** Data files that no snapshot names. */
  private long orphans(Path folder, Table table) throws IOException {
    String catalog = "w" + Locations.sha256("file://" + folder.getParent().getParent()).substring(0, 12);
    Set<String> named = new TreeSet<>();
    spark
        .sql("SELECT file_path FROM " + catalog + ".medveil." + table.name() + ".all_data_files")
        .collectAsList()
        .forEach(row -> named.add(Path.of(row.getString(0)).getFileName().toString()));
    if (!Files.isDirectory(folder.resolve("data"))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".parquet") && !name.startsWith("."))
          .filter(name -> !named.contains(name))
          .count();
    }
  }

  private static List<Object> ledger(String url, String user) {
    List<Object> entries = new ArrayList<>();
    LedgerLocation where = new LedgerLocation(url, user, new char[0]);
    try (JdbcLedger ledger = JdbcLedger.open(where, new PldAccountant(), Optional.empty())) {
      for (LedgerEntry entry : ledger.entries()) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("kind", entry.kind());
        one.put("run", entry.kind().equals("INIT") ? "" : entry.runId());
        one.put("mechanisms", entry.mechanismsJson());
        ledger.receipt(entry.runId()).ifPresent(r -> one.put("epsilonAfter", r.epsilonAfter()));
        entries.add(one);
      }
    }
    return entries;
  }
}
