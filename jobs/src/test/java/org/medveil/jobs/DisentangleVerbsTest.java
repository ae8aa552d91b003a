package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.jobs.cli.Json;
import org.medveil.testkit.LocalSpark;

/** Disentangle and audit-ablation, by their command lines. */
@ExtendWith(LocalSpark.class)
class DisentangleVerbsTest {
  @TempDir private static Path folder;
  private static String encoderId;

  @BeforeAll
  static void vectorsAndAWarehouse() {
    CommandRun.of("simulate", "--vectors", vectors(), "--patients", 40, "--seed", 5).ends(0);
    Path cohort = folder.resolve("cohort");
    Path site = cohort.resolve("site-1");
    SmallConsortium.write(agreement(), SmallConsortium.example("agreement.conf"));
    CommandRun.of("keys", "init", "--out", folder.resolve("keys")).ends(0);
    SmallConsortium.fixPseudonyms(folder.resolve("keys"), "site-1");
    CommandRun.of(
            concat(words("simulate --sites 1 --patients 20 --holdout 4 --seed 7 --out"), cohort))
        .ends(0);
    CommandRun.of(
            "ingest",
            "--outcomes",
            site.resolve("outcomes.csv"),
            "--input",
            site.resolve("dicom"),
            "--warehouse",
            warehouse(),
            "--keys",
            folder.resolve("keys"))
        .ends(0);
    CommandRun.of("minimize", "--warehouse", warehouse(), "--agreement", agreement()).ends(0);
    encoderId = encode().ends(0).metrics().path("encoderId").asText();
  }

  @Test
  void anEraserIsFittedAndWhatItDidIsWritten() throws Exception {
    Path out = folder.resolve("demographics");
    CommandRun run = disentangle(out, "--erase", "sex,age", "--identity-rank", 4);
    JsonNode metrics = run.ends(0).metrics();
    assertEquals(6, metrics.path("rank").asInt());
    assertEquals(
        metrics.path("rows").asLong(),
        metrics.path("rowsLeftOut").asLong() + CommandRun.of(simulate()).ends(0).count("images"));
    JsonNode document = Json.tree(Files.readString(out.resolve("disentangle.json")));
    assertTrue(document.toString().contains("LDA"));
    byte[] first = Files.readAllBytes(out.resolve("eraser.bin"));
    disentangle(out, "--erase", "sex,age", "--identity-rank", 4).ends(0);
    assertEquals(-1, Arrays.mismatch(first, Files.readAllBytes(out.resolve("eraser.bin"))));
  }

  @Test
  void whatContradictsItselfIsRefused() {
    Path out = folder.resolve("refused");
    disentangle(out).ends(2);
    disentangle(out, "--erase", "shoe-size").ends(2);
    disentangle(out, "--erase", "sex", "--method", "splince", "--keep", "nothing").ends(2);
    disentangle(out, "--erase", "sex", "--basis", "hearsay").ends(2);
    CommandRun.of(
            "disentangle",
            "--warehouse",
            warehouse(),
            "--agreement",
            agreement(),
            "--out",
            out,
            "--identity-rank",
            1,
            "--basis",
            "public")
        .ends(77);
  }

  @Test
  void erasedVectorsHaveANameOfTheirOwnAndPatientsErasersTrainNothingForRelease() {
    Path out = folder.resolve("site");
    CommandRun.of(
            "disentangle",
            "--warehouse",
            warehouse(),
            "--agreement",
            agreement(),
            "--out",
            out,
            "--identity-rank",
            2,
            "--keep",
            "nothing",
            "--encoder",
            encoderId)
        .ends(0);
    CommandRun erased = encode("--eraser", out.resolve("eraser.bin")).ends(0);
    assertNotEquals(encoderId, erased.metrics().path("encoderId").asText());
    assertTrue(erased.metrics().path("encoderId").asText().contains("/erased-"));
    encode("--eraser", out.resolve("eraser.bin")).ends(99);
    encode("--eraser", out.resolve("eraser.bin"), "--encoder", "pixels").ends(77);
    CommandRun refused = train(out.resolve("eraser.bin")).ends(77);
    assertTrue(refused.err().contains("without noise"), refused.err());
  }

  @Test
  void imagesAreCoveredAndMapsAreAveraged() throws Exception {
    Path out = folder.resolve("ablation");
    CommandRun run =
        CommandRun.of(
                "audit-ablation",
                "--warehouse",
                warehouse(),
                "--agreement",
                agreement(),
                "--encoder",
                encoderId,
                "--encoder-name",
                "scattering",
                "--images",
                6,
                "--ranks",
                "2",
                "--train-share",
                0.75,
                "--out",
                out)
            .ends(0);
    assertEquals(6, run.count("imagesCovered") + run.count("imagesLeftOut"));
    String document = Files.readString(out.resolve("audit-ablation.json"));
    assertTrue(document.contains("likeness to the true mate"));
    assertTrue(Json.tree(document).findValues("pictures").get(0).size() > 1);
    assertTrue(Json.tree(document).toString().contains("2 directions dropped"));
  }

  @Test
  void withoutImagesTheirPartIsNotEvidenced() throws Exception {
    Path out = folder.resolve("vectors-ablation");
    CommandRun.of("audit-ablation", "--vectors", vectors(), "--ranks", "4", "--out", out).ends(0);
    assertTrue(Files.readString(out.resolve("audit-ablation.json")).contains("not evidenced"));
  }

  private static CommandRun disentangle(Path out, Object... more) {
    return CommandRun.of(
        concat(new Object[] {"disentangle", "--vectors", vectors(), "--out", out}, more));
  }

  private static CommandRun encode(Object... more) {
    return CommandRun.of(
        concat(
            new Object[] {"encode", "--warehouse", warehouse(), "--agreement", agreement()}, more));
  }

  /** The refusal comes before noise, ledger and warehouse are opened. */
  private static CommandRun train(Path eraser) {
    SmallConsortium.write(folder.resolve("site.conf"), "");
    return CommandRun.of(
        concat(
            words(
                "train --site s --round 1 --epsilon 8 --delta 1e-4 --sampling-rate 0.5 --steps 2"
                    + " --clipping-norm 0.25 --expected-batch 6 --ledger jdbc:h2:mem:none"
                    + " --eraser"),
            eraser,
            "--warehouse",
            warehouse(),
            "--agreement",
            agreement(),
            "--conf",
            folder.resolve("site.conf")));
  }

  private static Path agreement() {
    return folder.resolve("agreement.conf");
  }

  private static Object[] words(Object words) {
    return words.toString().split(" ");
  }

  private static Object[] simulate() {
    return new Object[] {"simulate", "--vectors", vectors(), "--patients", 40, "--seed", 5};
  }

  private static Object[] concat(Object[] first, Object... second) {
    Object[] both = Arrays.copyOf(first, first.length + second.length, Object[].class);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static Path vectors() {
    return folder.resolve("vectors.csv");
  }

  private static Path warehouse() {
    return folder.resolve("warehouse");
  }
}
