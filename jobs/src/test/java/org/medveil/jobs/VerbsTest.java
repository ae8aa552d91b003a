package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Flow;
import org.medveil.jobs.cli.Job;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every verb is declared the same way; a new one is checked without a new test. */
class VerbsTest {
  @Test
  void everyVerbAndOptionIsDescribed() {
    for (CommandLine verb : all(Main.commands())) {
      String name = verb.getCommandSpec().qualifiedName(" ");
      assertTrue(verb.getCommandSpec().usageMessage().description().length > 0, name);
      for (OptionSpec option : verb.getCommandSpec().options()) {
        assertTrue(option.description().length > 0, name + " " + option.longestName());
      }
      assertTrue(verb.getCommandSpec().findOption("--help") != null, name + " has no --help");
    }
  }

  @Test
  void everyFlowIsLegal() {
    // A Flow refuses at birth what the walls forbid, so building them all is the test.
    long flows =
        all(Main.commands()).stream()
            .map(verb -> verb.getCommandSpec().userObject())
            .filter(Job.class::isInstance)
            .map(job -> ((Job) job).flow())
            .flatMap(java.util.Optional::stream)
            .map(Flow::job)
            .distinct()
            .count();
    assertEquals(21, flows);
  }

  @Test
  void privacyRelevantOptionsHaveNoDefault() {
    CommandLine train = Main.commands().getSubcommands().get("train");
    List<String> settings =
        List.of(
            "--epsilon",
            "--delta",
            "--sampling-rate",
            "--steps",
            "--clipping-norm",
            "--expected-batch");
    for (String option : settings) {
      OptionSpec spec = train.getCommandSpec().findOption(option);
      assertEquals(null, spec.defaultValue(), option);
      List<String> others = new ArrayList<>(List.of("train", "--round", "1"));
      for (String other : List.of("--warehouse", "--site", "--agreement")) {
        others.addAll(List.of(other, "x"));
      }
      others.addAll(List.of("--ledger", "jdbc:h2:mem:"));
      settings.stream()
          .filter(one -> !one.equals(option))
          .forEach(one -> others.addAll(List.of(one, one.equals("--delta") ? "0.1" : "1")));
      CommandRun run = CommandRun.of(others.toArray()).ends(2);
      assertTrue(run.json().path("message").asText().contains(option), run.toString());
    }
  }

  @Test
  void wrongUseIsExitTwo(@TempDir Path folder) throws Exception {
    assertEquals(2, Main.run("ingset"));
    assertEquals(2, Main.run("keys", "init", "--outt", "x"));
    assertEquals(2, Main.run("ingest"));
    assertEquals(2, Main.run());
    Path conf = folder.resolve("site.conf");
    Files.writeString(conf, "warehuose = \"x\"\n");
    assertEquals(2, Main.run("ingest", "--conf", conf.toString()));
    Files.writeString(conf, "ingest { inptu = \"x\" }\n");
    assertEquals(2, Main.run("ingest", "--conf", conf.toString()));
    assertEquals(2, Main.run("ingest", "--conf", folder.resolve("absent.conf").toString()));
  }

  @Test
  void optionsMayComeFromTheConfigurationFileAndAFlagWins(@TempDir Path folder) throws Exception {
    Path conf = folder.resolve("site.conf");
    Files.writeString(conf, "out = \"" + folder.resolve("a") + "\"\n");
    assertEquals(0, Main.run("keys", "init", "--conf", conf.toString()));
    assertTrue(Files.exists(folder.resolve("a/signing.key")));
    assertEquals(
        0,
        Main.run(
            "keys", "init", "--conf", conf.toString(), "--out", folder.resolve("b").toString()));
    assertTrue(Files.exists(folder.resolve("b/signing.key")));
  }

  @Test
  void keysAreNeverOverwritten(@TempDir Path folder) throws Exception {
    assertEquals(0, Main.run("keys", "init", "--out", folder.toString()));
    byte[] key = Files.readAllBytes(folder.resolve("pseudonym.key"));
    assertEquals(0, Main.run("keys", "init", "--out", folder.toString()));
    assertTrue(java.util.Arrays.equals(key, Files.readAllBytes(folder.resolve("pseudonym.key"))));
    Files.delete(folder.resolve("signing.pub"));
    assertEquals(2, Main.run("keys", "init", "--out", folder.toString()));
    assertFalse(Files.exists(folder.resolve("signing.pub")));
  }

  private static List<CommandLine> all(CommandLine root) {
    List<CommandLine> verbs = new ArrayList<>();
    for (CommandLine verb : root.getSubcommands().values()) {
      verbs.add(verb);
      verbs.addAll(all(verb));
    }
    return verbs;
  }
}
