package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.testkit.LocalSpark;

/** The ledger's verbs as an operator and a regulator type them. */
@ExtendWith(LocalSpark.class)
class BudgetVerbsTest {
  private static final String QUERY =
      "{\"type\":\"poisson_subsampled_gaussian\",\"sampling_rate\":0.1,\"noise_multiplier\":4.0,"
          + "\"steps\":300}";

  @TempDir Path folder;
  private Path keys;
  private Path conf;

  @BeforeEach
  void site() {
    keys = folder.resolve("keys");
    CommandRun.of("keys", "init", "--out", keys).ends(0);
    conf =
        SmallConsortium.write(
            folder.resolve("site.conf"),
            """
            ledger = "jdbc:h2:file:%s"
            ledger-key = "%s"
            policy {
              cohort = "eyes"
              epsilon = 4.0
              delta = 1e-5
              purposes = ["grading", "screening"]
              max-clipping-norm = 1.0
              budgets = [
                { cohort = "eyes/amd", epsilon = 2.0, delta = 1e-5 }
                { cohort = "eyes", epsilon = 3.0, delta = 1e-5, window-days = 365 }
                { cohort = "eyes", epsilon = 2.0, delta = 1e-5, purpose = "screening" }
              ]
            }
            """
                .formatted(folder.resolve("ledger"), keys.resolve("signing.key")));
  }

  @Test
  void noVerbButInitMakesALedger() {
    for (String verb : new String[] {"show", "verify"}) {
      CommandRun run = budget(verb).ends(2);
      assertTrue(run.json().path("hint").asText().contains("budget init"), run.toString());
    }
    reserve("run-1", "grading").ends(2);
    assertFalse(Files.exists(folder.resolve("ledger.mv.db")), "nothing was made");
    budget("init").ends(0);
    assertEquals("unchanged", budget("init").ends(0).json().path("status").asText());
    assertEquals(1, budget("show").ends(0).metrics().path("entries").size());
  }

  @Test
  void everyRuleIsHeldAndShownWithWhatIsLeft() {
    budget("init").ends(0);
    reserve("run-1", "grading", "--cohort", "eyes/amd").ends(0);
    JsonNode rules = budget("show").ends(0).metrics().path("rules");
    assertEquals(4, rules.size());
    double spent = rules.get(0).path("epsilonSpent").asDouble();
    assertTrue(spent > 1 && spent < 2, rules.toString());
    for (JsonNode rule : rules) {
      boolean screening = rule.path("purpose").asText().equals("screening");
      assertEquals(screening ? 0 : spent, rule.path("epsilonSpent").asDouble(), 1e-9);
      assertEquals(
          rule.path("epsilonLimit").asDouble() - rule.path("epsilonSpent").asDouble(),
          rule.path("epsilonLeft").asDouble(),
          1e-9);
    }
    String amd = message(reserve("run-2", "grading", "--cohort", "eyes/amd").ends(90));
    assertTrue(amd.contains("cohort 'eyes/amd'") && amd.contains("Would fit: "), amd);
    // The sub-study's limit binds the whole cohort, too: its patients are among the cohort's.
    assertTrue(message(reserve("run-2", "grading").ends(90)).contains("cohort 'eyes/amd'"));
    reserve("run-3", "screening", "--cohort", "eyes/glaucoma").ends(0);
    String more = message(reserve("run-4", "screening", "--cohort", "eyes/glaucoma").ends(90));
    assertTrue(more.contains("purpose 'screening'") && more.contains("any 365 days"), more);
    assertTrue(more.contains("window lets the whole run fit from 20"), more);
  }

  @Test
  void anotherPurposeCohortOrMechanismIsRefused() {
    budget("init").ends(0);
    reserve("run-1", "marketing").ends(77);
    reserve("run-1", "grading", "--cohort", "lungs").ends(2);
    CommandRun.of(words("reserve", "--run", "r", "--purpose", "grading", "--mechanism", "{"))
        .ends(2);
    CommandRun.of(words("reserve", "--run", "r", "--purpose", "grading", "--mechanism", "{}"))
        .ends(77);
    assertEquals(1, budget("show").ends(0).metrics().path("entries").size());
    Path wrong =
        SmallConsortium.write(
            folder.resolve("wrong.conf"),
            SmallConsortium.latin(conf).replace("window-days", "window-day"));
    CommandRun run = CommandRun.of("budget", "show", "--conf", wrong).ends(2);
    assertTrue(run.json().path("hint").asText().contains("window-days"), run.toString());
  }

  @Test
  void aReservationIsCommittedOrVoidedOnce() {
    budget("init").ends(0);
    reserve("run-1", "grading").ends(0);
    reserve("run-1", "grading").ends(0);
    budget("commit", "--run", "run-1").ends(0);
    reserve("run-1", "grading").ends(99);
    budget("void", "--run", "run-1", "--reason", "regret").ends(77);
    assertEquals(3, budget("show").ends(0).metrics().path("entries").size());
  }

  @Test
  void aTamperedLedgerIsSixtyFiveAndTheRowIsNamed() throws Exception {
    budget("init").ends(0);
    reserve("run-1", "grading").ends(0);
    budget("commit", "--run", "run-1").ends(0);
    budget("verify", "--public-key", keys.resolve("signing.pub")).ends(0);
    sql("UPDATE ledger_entry SET mechanisms = REPLACE(mechanisms, '300', '100') WHERE seq = 2");
    assertTrue(message(budget("verify").ends(65)).contains("entry 2"));
    reserve("run-2", "grading").ends(77);
  }

  @Test
  void aRegulatorVerifiesAnExportAndFindsALedgerThatLostRows() throws Exception {
    budget("init").ends(0);
    reserve("run-1", "grading").ends(0);
    Path export = folder.resolve("ledger.jsonl");
    budget("export", "--out", export).ends(0);
    budget("export", "--out", export).ends(2);
    Path publicKey = keys.resolve("signing.pub");
    String copy = "jdbc:h2:file:" + folder.resolve("copy");
    Object[] in = {"budget", "import", "--in", export, "--ledger", copy, "--public-key", publicKey};
    assertEquals(2, CommandRun.of(in).ends(0).count("rows"));
    CommandRun.of("budget", "verify", "--ledger", copy, "--public-key", publicKey).ends(0);
    assertEquals(
        3,
        CommandRun.of("budget", "show", "--ledger", copy).ends(0).metrics().path("rules").size());
    CommandRun.of(
            words(
                "reserve",
                "--run",
                "r",
                "--purpose",
                "grading",
                "--mechanism",
                QUERY,
                "--ledger",
                copy))
        .ends(2);
    budget("import", "--in", export).ends(77);
    budget("verify", "--against", export).ends(0);
    sql("DELETE FROM ledger_entry WHERE seq = 2");
    budget("verify").ends(0);
    assertTrue(message(budget("verify", "--against", export).ends(65)).contains("entry 2"));
    byte[] bytes = Files.readAllBytes(export);
    bytes[bytes.length / 2] ^= 1;
    Files.write(export, bytes);
    CommandRun.of(in).ends(65);
  }

  @Test
  void aLedgerThatForgotAPublishedBundleIsSixtyFive() {
    SmallConsortium small = SmallConsortium.get();
    Object[] verify = {
      "budget",
      "verify",
      "--published",
      small.exchange(),
      "--public-key",
      small.keys("site-1").resolve("signing.pub"),
      "--site",
      "site-1",
      "--ledger",
      small.ledger("site-1")
    };
    assertEquals(SmallConsortium.ROUNDS, CommandRun.of(verify).ends(0).count("bundlesChecked"));
    verify[verify.length - 1] = small.ledger("site-2");
    CommandRun.of(verify).ends(65);
  }

  private CommandRun reserve(String run, String purpose, Object... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    words("reserve", "--run", run, "--purpose", purpose, "--mechanism", QUERY)),
                Stream.of(more))
            .toArray());
  }

  private CommandRun budget(String verb, Object... more) {
    return CommandRun.of(words(verb, more));
  }

  private Object[] words(String verb, Object... more) {
    return Stream.concat(Stream.of("budget", verb, "--conf", conf), Stream.of(more)).toArray();
  }

  private static String message(CommandRun run) {
    return run.json().path("message").asText();
  }

  private void sql(String sabotage) throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("ledger");
    try (Connection connection = DriverManager.getConnection(url, "medveil", "");
        Statement statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sabotage));
    }
  }
}
