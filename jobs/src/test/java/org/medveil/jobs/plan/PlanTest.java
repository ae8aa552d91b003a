package org.medveil.jobs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Refusal;

/** A plan is arithmetic on measured constants; these are round ones. */
class PlanTest {
  private static final String STAGE =
      "{\"images_measured\": 1000, \"core_seconds_per_image\": 0.01, \"fixed_seconds\": 10,"
          + " \"shuffled_bytes_per_image\": 1000, \"stored_bytes_per_image\": 500,"
          + " \"resident_bytes_per_executor\": 1e9, \"efficiency_of_two\": 0.8}";
  private static final String TRAIN =
      "{\"rows_measured\": 1000, \"dimension\": 250, \"fixed_seconds\": 20,"
          + " \"load_core_seconds_per_row\": 0.001, \"step_seconds\": 0.1,"
          + " \"core_seconds_per_drawn_row\": 0.0001, \"resident_bytes_per_executor\": 1e9}";
  private static final String ALL =
      "{\"measured_on\": \"a machine\", \"measured_at\": \"2026-11-26\", \"image\": \"small\","
          + " \"verbs\": {\"ingest\": STAGE, \"minimize\": STAGE, \"encode\": STAGE, \"train\": TRAIN}}";

  @TempDir private Path folder;

  @Test
  void oneCoreNeedsTheMeasuredSecondsAndWhatDoesNotGrow() throws Exception {
    Plan plan = Plan.of(2000, new Cluster(1, 1), Optional.empty(), constants(ALL));
    assertEquals(10 + 2000 * 0.01, plan.stages().get("ingest").seconds(), 1e-9);
    assertEquals(90, plan.seconds(), 1e-9);
    assertEquals(2e6, plan.stages().get("encode").shuffledBytes(), 1e-9);
    assertEquals(1e6, plan.stages().get("minimize").storedBytes(), 1e-9);
  }

  @Test
  void twoCoresAreAsEfficientAsTwoWereAndManyNeverMoreThanAmdahlAllows() throws Exception {
    StageCost cost = constants(ALL).stages().get("ingest");
    double one = cost.seconds(100_000, 1) - 10;
    assertEquals(0.8, one / (2 * (cost.seconds(100_000, 2) - 10)), 1e-9);
    assertEquals(4, one / (cost.seconds(100_000, 1_000_000) - 10), 1e-3, "a serial quarter");
  }

  @Test
  void aRoundIsLoadingAndStepsAndTheVectorsStayInMemory() throws Exception {
    Training round = new Training(100, 0.5);
    Plan plan = Plan.of(1_000_000, new Cluster(2, 1), Optional.of(round), constants(ALL));
    double loading = 20 + 1e6 * 0.001 / 2;
    double steps = 100 * (0.1 + 1e6 * 0.5 * 0.0001 / 2);
    assertEquals(loading + steps, plan.stages().get("train").seconds(), 1e-6);
    double more = 2 * 4 * 250 * 1e6 / 2;
    assertEquals(1e9 + more, plan.stages().get("train").executorBytes(), 1);
  }

  @Test
  void whatLiesFarBeyondTheMeasurementIsSaid() throws Exception {
    Plan near = Plan.of(9_000, new Cluster(1, 1), Optional.empty(), constants(ALL));
    assertTrue(near.notes().isEmpty(), near.notes().toString());
    Plan far = Plan.of(50_000, new Cluster(4, 2), Optional.empty(), constants(ALL));
    assertTrue(far.notes().get(0).contains("50 times the 1000 images"), far.notes().toString());
    assertTrue(far.notes().stream().anyMatch(note -> note.contains("Amdahl")));
    assertTrue(far.notes().stream().anyMatch(note -> note.contains("memory")));
  }

  @Test
  void whatWasNotMeasuredIsSaid() throws Exception {
    String unmeasured = ALL.replace("STAGE", STAGE.replace("0.8", "null"));
    Plan plan = Plan.of(1000, new Cluster(2, 1), Optional.empty(), constants(unmeasured));
    assertEquals(10 + 1000 * 0.01 / 2, plan.stages().get("encode").seconds(), 1e-9);
    assertTrue(
        plan.notes()
            .contains("encode: how executors share the work was not measured; taken as perfect"));
  }

  @Test
  void trainingMeasuredAtOneSizeSaysThatItsGrowthIsUnknown() throws Exception {
    String flat = TRAIN.replace("0.001", "0").replace("0.0001", "0");
    Training round = new Training(10, 0.5);
    Plan plan =
        Plan.of(1000, new Cluster(1, 1), Optional.of(round), constants(ALL.replace("TRAIN", flat)));
    assertTrue(plan.notes().get(0).contains("how it grows"), plan.notes().toString());
  }

  @Test
  void theShippedConstantsAreReadable() {
    Constants shipped = Constants.shipped();
    assertEquals(Constants.STAGES, java.util.List.copyOf(shipped.stages().keySet()));
    assertTrue(shipped.measuredAt().startsWith("20"), "the day they were measured");
  }

  @Test
  void constantsThatAreNotAsAgreedAreRefused() {
    assertRefused(ALL.replace("\"small\"", "\"small\", \"more\": 1"));
    assertRefused(ALL.replaceFirst("STAGE", STAGE.replace("0.01", "-0.01")));
    assertRefused(ALL.replaceFirst("STAGE", STAGE.replace("0.8", "0.4")));
    assertRefused("{");
    assertThrows(Refusal.class, () -> Constants.of(folder.resolve("absent")));
    assertThrows(Refusal.class, () -> new Training(0, 0.5));
    assertThrows(Refusal.class, () -> new Training(1, Double.NaN));
    assertThrows(Refusal.class, () -> new Cluster(0, 1));
  }

  private void assertRefused(String text) {
    assertThrows(Refusal.class, () -> constants(text), text);
  }

  private Constants constants(String text) throws Exception {
    Path file = folder.resolve("constants.json");
    Files.writeString(file, text.replace("STAGE", STAGE).replace("TRAIN", TRAIN));
    return Constants.of(file);
  }
}
