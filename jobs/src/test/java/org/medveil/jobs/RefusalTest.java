package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.testkit.LocalSpark;

/** Every way a run is stopped on purpose: the exit code, and a sentence an operator can use. */
@ExtendWith(LocalSpark.class)
class RefusalTest {
  @TempDir private Path folder;
  private final SmallConsortium small = SmallConsortium.get();

  @Test
  void aCampaignOverTheBudgetIsNinetyAndSaysWhatIsLeft() {
    CommandRun run =
        CommandRun.of(small.train("site-1", 1, "--campaign", "second", "--rounds", "1")).ends(90);
    String sentence = run.json().path("message").asText();
    assertTrue(sentence.contains("left"), sentence);
    assertTrue(sentence.contains("patient"), sentence);
    assertFalse(
        Files.exists(small.warehouse("site-1").resolve("site_update/second")), "nothing was made");
  }

  @Test
  void aCampaignBeyondThePolicyIsSeventySeven() {
    CommandRun.of(small.train("site-1", 1, "--campaign", "greedy", "--epsilon", "9")).ends(77);
    CommandRun.of(small.train("site-1", 1, "--campaign", "greedy", "--clipping-norm", "2"))
        .ends(77);
  }

  @Test
  void aDeltaThatCouldPublishAPatientIsSeventySeven() throws Exception {
    Object[] train = small.train("site-1", 1, "--campaign", "loose", "--delta", "0.2");
    int conf = java.util.Arrays.asList(train).indexOf("--conf") + 1;
    String policy = Files.readString(Path.of(train[conf].toString()));
    train[conf] =
        SmallConsortium.write(
            folder.resolve("loose.conf"), policy.replaceAll("delta = .*", "delta = 0.2"));
    CommandRun run = CommandRun.of(train).ends(77);
    String sentence = run.json().path("message").asText();
    assertTrue(sentence.contains("delta 0.2"), sentence);
    assertFalse(sentence.contains(String.valueOf(SmallConsortium.PATIENTS)), sentence);
  }

  @Test
  void anotherPurposeIsSeventySeven() {
    for (Object[] verb : new Object[][] {small.minimize("site-1"), small.encode("site-1")}) {
      Object[] words = java.util.Arrays.copyOf(verb, verb.length + 2);
      words[verb.length] = "--purpose";
      words[verb.length + 1] = "marketing";
      refusedOnPurpose(words);
    }
    refusedOnPurpose(small.train("site-1", 1, "--purpose", "marketing"));
  }

  private static void refusedOnPurpose(Object... words) {
    CommandRun run = CommandRun.of(words).ends(77);
    assertTrue(run.json().path("message").asText().contains("purpose"), run.toString());
  }

  @Test
  void anExpiredAgreementIsSeventySeven() {
    Path expired =
        small.agreementWith(
            folder, text -> text.replaceAll("expires = .*", "expires = \"2020-01-01\""));
    for (String verb : new String[] {"minimize", "encode"}) {
      CommandRun run =
          CommandRun.of(verb, "--warehouse", small.warehouse("site-1"), "--agreement", expired)
              .ends(77);
      assertTrue(run.json().path("message").asText().contains("expired"));
    }
    Object[] train = small.train("site-1", 1, "--campaign", "late");
    train[java.util.Arrays.asList(train).indexOf("--agreement") + 1] = expired;
    CommandRun late = CommandRun.of(train).ends(77);
    assertTrue(late.json().path("message").asText().contains("expired"), late.toString());
  }

  @Test
  void aBadKeyFileIsTwo() throws Exception {
    Path keys = folder.resolve("keys");
    CommandRun.of("keys", "init", "--out", keys).ends(0);
    Files.writeString(keys.resolve("pseudonym.key"), "not a key");
    Files.writeString(keys.resolve("signing.key"), "not a key");
    Path input = Files.createDirectories(folder.resolve("in"));
    CommandRun.of("ingest", "--input", input, "--warehouse", folder.resolve("w"), "--keys", keys)
        .ends(2);
    Object[] publish = small.publish("site-1", 1);
    publish[publish.length - 1] = keys;
    CommandRun.of(publish).ends(2);
  }

  @Test
  void anUnknownKeyInAnyFileIsTwoAndTheNearestIsNamed() {
    Path agreement =
        small.agreementWith(folder, text -> text.replace("k-anonymity", "k-anonimity"));
    CommandRun run =
        CommandRun.of(
                "minimize", "--warehouse", small.warehouse("site-1"), "--agreement", agreement)
            .ends(2);
    assertTrue(run.json().path("hint").asText().contains("k-anonymity"), run.toString());
    Path conf =
        SmallConsortium.write(
            folder.resolve("site.conf"),
            SmallConsortium.example("site.conf").replace("max-clipping-norm", "max-cliping-norm"));
    Object[] train = small.train("site-1", 1);
    train[java.util.Arrays.asList(train).indexOf("--conf") + 1] = conf;
    CommandRun policy = CommandRun.of(train).ends(2);
    assertTrue(
        policy.json().path("hint").asText().contains("max-clipping-norm"), policy.toString());
  }

  @Test
  void anInputThatIsNotThereIsSixtyFive() {
    CommandRun.of(
            "ingest",
            "--input",
            folder.resolve("absent"),
            "--warehouse",
            folder.resolve("w"),
            "--keys",
            small.keys("site-1"))
        .ends(65);
    assertFalse(Files.exists(folder.resolve("w")), "a refused ingest leaves nothing");
    CommandRun.of("encode", "--warehouse", folder.resolve("w"), "--agreement", small.agreement())
        .ends(65);
  }

  @Test
  void aMissingBundleIsSixtyFive() {
    Path exchange = small.exchangeBeforeAggregation(folder);
    SmallConsortium.delete(exchange.resolve("round-0001/site-2"));
    refusedAndNoModel(exchange, 65, "site-2");
  }

  @Test
  void anUndeclaredSiteIsSixtyFive() {
    Path exchange = small.exchangeBeforeAggregation(folder);
    SmallConsortium.copy(
        exchange.resolve("round-0001/site-2"), exchange.resolve("round-0001/site-9"));
    refusedAndNoModel(exchange, 65, "site-9");
  }

  @Test
  void aTamperedDeltaIsSeventySeven() throws Exception {
    Path exchange = small.exchangeBeforeAggregation(folder);
    Path delta = exchange.resolve("round-0001/site-1/delta.bin");
    byte[] bytes = Files.readAllBytes(delta);
    bytes[bytes.length / 2] ^= 1;
    Files.write(delta, bytes);
    refusedAndNoModel(exchange, 77, "delta");
  }

  @Test
  void anotherSitesBundleInAFolderIsSeventySeven() {
    Path exchange = small.exchangeBeforeAggregation(folder);
    SmallConsortium.delete(exchange.resolve("round-0001/site-2"));
    SmallConsortium.copy(
        exchange.resolve("round-0001/site-1"), exchange.resolve("round-0001/site-2"));
    refusedAndNoModel(exchange, 77, "signature");
  }

  @Test
  void aForeignFileInABundleIsSeventySeven() {
    Path exchange = small.exchangeBeforeAggregation(folder);
    SmallConsortium.write(exchange.resolve("round-0001/site-1/patients.csv"), "x\n");
    refusedAndNoModel(exchange, 77, "site-1");
  }

  @Test
  void anUntouchedCopyAggregatesToTheSameModel() {
    Path exchange = small.exchangeBeforeAggregation(folder);
    CommandRun.of(small.aggregate(exchange, 1)).ends(0);
    assertEquals(
        SmallConsortium.contents(small.exchange().resolve("round-0001")),
        SmallConsortium.contents(exchange.resolve("round-0001")));
  }

  private void refusedAndNoModel(Path exchange, int code, String named) {
    CommandRun run = CommandRun.of(small.aggregate(exchange, 1)).ends(code);
    assertTrue(run.json().path("message").asText().contains(named), run.toString());
    assertFalse(Files.exists(exchange.resolve("round-0001/global")));
  }
}
