package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;

/** The cohort's size leaves noised and paid for, or not at all. */
@ExtendWith(LocalSpark.class)
class CohortSummaryTest {
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

  private Object[] summary(String epsilon, Object... more) {
    Object[] words = {
      "cohort-summary",
      "--warehouse",
      warehouse,
      "--ledger",
      ledger,
      "--conf",
      small.conf("site-1"),
      "--agreement",
      small.agreement(),
      "--epsilon",
      epsilon,
      "--delta",
      "1e-6"
    };
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
  }

  @Test
  void sizesAreToldWithNoiseAndWithItsWidth() {
    JsonNode metrics = CommandRun.of(summary("6")).ends(0).metrics();
    List<String> groups = new ArrayList<>();
    for (JsonNode group : metrics.path("noisyPatients")) {
      groups.add(group.path("group").asText());
      double low = group.path("ciLow").asDouble();
      double high = group.path("ciHigh").asDouble();
      double middle = group.path("patients").asDouble();
      assertTrue(low < middle && middle < high, "an interval: " + group);
      if (groups.get(groups.size() - 1).equals("all")) {
        // 6 coordinates at epsilon 6: sigma about 2; eight of them fail once in 1e15 runs.
        assertEquals(SmallConsortium.PATIENTS, middle, 20);
      }
    }
    assertTrue(groups.containsAll(List.of("all", "sex=F", "sex=(missing)", "age_band=60+")));
    assertTrue(groups.containsAll(List.of("label=0", "label=1")));
    assertEquals("patient", metrics.path("unit").asText());
    assertTrue(metrics.path("epsilonAfter").asDouble() <= 6);
    // Asked for at delta 1e-6, told at the cohort's 1e-4: less, but of that size.
    assertTrue(metrics.path("epsilonAfter").asDouble() > 4, "calibrated to what was asked");
    assertEquals(
        groups.size(),
        TableStore.open(SparkSession.active(), warehouse.toString()).read(Tables.FINDINGS).count());
  }

  @Test
  void runningAgainTellsTheSameAndSpendsNothing() {
    JsonNode first = CommandRun.of(summary("1")).ends(0).metrics();
    CommandRun again = CommandRun.of(summary("1")).ends(0);
    assertEquals("unchanged", again.json().path("status").asText());
    assertEquals(first.path("noisyPatients"), again.metrics().path("noisyPatients"));
    assertEquals(first.path("epsilonAfter"), again.metrics().path("epsilonAfter"));
  }

  @Test
  void itIsPaidForAndRefusedBeyondTheBudget() {
    CommandRun.of(summary("7")).ends(0);
    CommandRun.of(summary("6.9")).ends(90);
    CommandRun.of(summary("9")).ends(77);
    CommandRun.of(summary("0.1", "--purpose", "marketing")).ends(77);
  }
}
