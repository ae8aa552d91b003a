package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;

/** Figures by group leave noised and paid for, or not at all. */
@ExtendWith(LocalSpark.class)
class FairnessReleaseTest {
  @TempDir private Path folder;
  private final SmallConsortium small = SmallConsortium.get();
  private Path warehouse;
  private String ledger;

  @BeforeEach
  void ownLedger() {
    warehouse = folder.resolve("warehouse");
    SmallConsortium.copy(small.warehouse("site-1"), warehouse);
    ledger = "jdbc:h2:file:" + folder.resolve("ledger");
    CommandRun.of("budget", "init", "--ledger", ledger).ends(0);
  }

  @Test
  void groupsAreToldWithNoiseOnceAndRefusedBeyondTheBudget() {
    CommandRun first = release("7").ends(0);
    JsonNode metrics = first.metrics();
    List<String> groups = new ArrayList<>();
    for (JsonNode figure : metrics.path("noisyFigures")) {
      groups.add(figure.path("group").asText());
      double low = figure.path("ciLow").asDouble();
      double high = figure.path("ciHigh").asDouble();
      double value = figure.path("value").asDouble();
      assertTrue(low <= value && value <= high, figure.toString());
      if (figure.path("group").asText().equals("all")
          && figure.path("metric").asText().startsWith("patients")) {
        // Twenty bins of sigma about 1.6: 7 together; six of them fail once in 5e8 runs.
        assertEquals(SmallConsortium.PATIENTS / 2.0, value, 6 + 45);
      }
    }
    assertTrue(groups.containsAll(List.of("all", "sex=F", "sex=(missing)", "age_band=60+")));
    assertEquals("patient", metrics.path("unit").asText());
    assertTrue(metrics.path("epsilonAfter").asDouble() > 4, "calibrated to what was asked");
    // All groups, both labels, twenty bins, and the two sums.
    long rows =
        TableStore.open(SparkSession.active(), warehouse.toString())
            .read(Tables.FINDINGS)
            .filter("metric LIKE '% bin %'")
            .count();
    assertEquals(groups.stream().distinct().count() * 40, rows);
    CommandRun again = release("7").ends(0);
    assertEquals("unchanged", again.json().path("status").asText());
    assertEquals(metrics.path("noisyFigures"), again.metrics().path("noisyFigures"));
    release("6.9").ends(90);
  }

  private CommandRun release(String epsilon) {
    return CommandRun.of(
        "fairness-release",
        "--warehouse",
        warehouse,
        "--ledger",
        ledger,
        "--conf",
        small.conf("site-1"),
        "--agreement",
        small.agreement(),
        "--exchange",
        small.exchange(),
        "--round",
        "2",
        "--consortium-key",
        small.keys("consortium").resolve("signing.pub"),
        "--epsilon",
        epsilon,
        "--delta",
        "1e-6");
  }
}
