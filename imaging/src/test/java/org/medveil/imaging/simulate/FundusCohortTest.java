package org.medveil.imaging.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

class FundusCohortTest {
  private static final CohortSettings SMALL = CohortSettings.of(2, 3, 2, 11).withImageSize(128);

  @TempDir Path folder;

  @Test
  void sameSeedGivesTheSameBytesWhateverTheNumberOfThreads() throws Exception {
    FundusCohort.write(SMALL, folder.resolve("one"), 1, p -> {});
    FundusCohort.write(SMALL, folder.resolve("two"), 2, p -> {});
    assertEquals(hashes(folder.resolve("one")), hashes(folder.resolve("two")));
  }

  @Test
  void anotherSeedGivesOtherPatientsAndOtherPictures() throws Exception {
    CohortSettings other = CohortSettings.of(2, 3, 2, 12).withImageSize(128);
    FundusCohort.write(SMALL, folder.resolve("one"), p -> {});
    FundusCohort.write(other, folder.resolve("two"), p -> {});
    Map<String, String> one = hashes(folder.resolve("one"));
    Map<String, String> two = hashes(folder.resolve("two"));
    Set<String> common = new HashSet<>(one.values());
    common.retainAll(two.values());
    assertEquals(Set.of(), common);
    assertNotEquals(one.keySet(), two.keySet());
  }

  @Test
  void everyGroupHasPhotographsAndOneOutcomePerEyeOfPatientsNoOtherGroupHas() throws Exception {
    List<Progress> told = new ArrayList<>();
    CohortSummary summary = FundusCohort.write(SMALL, folder, told::add);
    Set<String> seen = new HashSet<>();
    int eyes = 0;
    int positive = 0;
    for (String group : List.of("site-1", "site-2", "holdout")) {
      List<String> rows = Files.readAllLines(folder.resolve(group).resolve("outcomes.csv"));
      assertEquals("patient_id,laterality,label", rows.get(0));
      assertTrue(files(folder.resolve(group).resolve("dicom")).size() >= 2 * 2 * 2, group);
      Set<String> patients = new HashSet<>();
      for (String row : rows.subList(1, rows.size())) {
        assertTrue(row.matches("[A-Z]{2}-\\d{6},[LR],[01]"), row);
        patients.add(row.substring(0, 9));
        eyes++;
        positive += row.endsWith("1") ? 1 : 0;
      }
      assertEquals(2 * patients.size(), rows.size() - 1);
      for (String patient : patients) {
        assertTrue(seen.add(patient), "a patient of two groups");
      }
    }
    assertEquals(8, summary.patients());
    assertEquals(eyes, summary.eyes());
    assertEquals(positive, summary.positiveEyes());
    assertEquals(new Progress(8, 8, summary.images()), told.get(told.size() - 1));
    assertEquals(8, told.size());
  }

  @Test
  void theFolderSaysThatItIsSimulatedAndFromWhat() throws Exception {
    FundusCohort.write(SMALL, folder, p -> {});
    String json = Files.readString(folder.resolve("cohort.json"));
    assertTrue(json.contains("SIMULATED cohort, not patient data"), json);
    assertTrue(json.contains("\"seed\": 11"), json);
    assertTrue(json.contains("\"imageSize\": 128"), json);
    assertTrue(json.contains("simulator " + FundusCohort.GENERATOR), json);
  }

  @Test
  void someFileNamesCarryThePatientsName() throws Exception {
    FundusCohort.write(CohortSettings.of(1, 12, 0, 3).withImageSize(128), folder, p -> {});
    long named =
        files(folder.resolve("site-1/dicom")).stream()
            .filter(p -> p.getFileName().toString().matches("[A-Z]+_[A-Z]+_\\d{4}-.*"))
            .count();
    assertTrue(named > 0);
    assertTrue(named < files(folder.resolve("site-1/dicom")).size());
  }

  @Test
  void aSecondCohortInTheSameFolderIsRefused() {
    FundusCohort.write(SMALL, folder, p -> {});
    Refusal refusal = assertThrows(Refusal.class, () -> FundusCohort.write(SMALL, folder, p -> {}));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  @Test
  void aFolderThatCannotBeMadeIsTryAgain() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Refusal refusal =
        assertThrows(Refusal.class, () -> FundusCohort.write(SMALL, file.resolve("out"), p -> {}));
    assertEquals(ExitCode.TRY_AGAIN, refusal.exitCode());
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    assertRefused("sites", () -> CohortSettings.of(0, 3, 2, 1));
    assertRefused("patientsPerSite", () -> CohortSettings.of(1, 0, 2, 1));
    assertRefused("imageSize", () -> SMALL.withImageSize(100));
    assertRefused("imageSize", () -> SMALL.withImageSize(250));
    assertRefused("minVisits", () -> SMALL.withVisits(3, 2, 1));
    assertRefused("identityGain", () -> SMALL.withGains(1.1, 1));
    assertRefused("diseaseGain", () -> SMALL.withGains(1, Double.NaN));
  }

  private static void assertRefused(String name, Runnable settings) {
    Refusal refusal = assertThrows(Refusal.class, settings::run);
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).collect(Collectors.toList());
    }
  }

  private static Map<String, String> hashes(Path folder) throws Exception {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : files(folder)) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      hashes.put(folder.relativize(file).toString(), HexFormat.of().formatHex(hash));
    }
    return hashes;
  }
}
