package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.audits.erasure.Eraser;
import org.medveil.audits.erasure.EraserCard;
import org.medveil.audits.erasure.EraserFile;
import org.medveil.testkit.LocalSpark;

/** An eraser of patients leaves noised and paid for, or not at all, and opens one door with it. */
@ExtendWith(LocalSpark.class)
class EraserReleaseTest {
  private static final Object[] PLAN = {
    "--erase", "sex", "--identity-rank", 2, "--project", 8, "--accept-weak"
  };

  @TempDir private Path folder;
  private final SmallConsortium small = SmallConsortium.get();
  private Path warehouse;
  private String ledger;

  @BeforeEach
  void ownLedger() {
    warehouse = folder.resolve("warehouse");
    SmallConsortium.copy(small.warehouse("site-1"), warehouse);
    ledger = newLedger("ledger");
  }

  @Test
  void anEraserIsPaidForOnceAndTrainsBehindItsOwnLedgerOnly() throws Exception {
    CommandRun weak = release("1", "out", "--erase", "sex").ends(2);
    assertTrue(weak.err().contains("mostly be noise"), weak.err());
    assertEquals(0, reservations(), "a forecast spends nothing");

    CommandRun first = release("1", "out", PLAN).ends(0);
    JsonNode metrics = first.metrics();
    assertEquals("patient", metrics.path("unit").asText());
    assertEquals("add/remove one patient", metrics.path("relation").asText());
    assertEquals("none (every patient)", metrics.path("sampler").asText());
    double spent = metrics.path("epsilonAfter").asDouble();
    assertTrue(spent > .99 && spent <= 1, "calibrated to what was asked: " + spent);
    Path file = folder.resolve("out/eraser.bin");
    byte[] bytes = Files.readAllBytes(file);
    EraserFile eraser = EraserFile.read(file);
    assertEquals(EraserCard.Basis.RELEASED, eraser.card().basis());
    assertEquals("leace(sex)+identity(2)", eraser.card().erased());
    assertEquals(metrics.path("ledgerEntryHash").asText(), eraser.card().ledgerEntry());

    CommandRun again = release("1", "out", PLAN).ends(0);
    assertEquals("unchanged", again.json().path("status").asText());
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertEquals(1, reservations());
    // The same run with another place has no eraser to give: there is one, ever.
    release("1", "elsewhere", PLAN).ends(99);
    // Another release never takes the place of one that was paid for.
    release("1", "out", "--erase", "sex", "--accept-weak").ends(65);
    assertEquals(1, reservations());
    release("8", "more", PLAN).ends(90);

    CommandRun encoded =
        CommandRun.of(
                "encode",
                "--warehouse",
                warehouse,
                "--agreement",
                small.agreement(),
                "--eraser",
                file)
            .ends(0);
    assertTrue(encoded.metrics().path("encoderId").asText().contains("/erased-"));
    train(newLedger("other"), file).ends(77);
    assertTrue(train(ledger, forged(eraser)).ends(77).err().contains("vouch"));
    double both = train(ledger, file).ends(0).metrics().path("epsilon").asDouble();
    assertTrue(both > 3, "the eraser and the round count together: " + both);
  }

  @Test
  void whatCannotBeReleasedIsRefusedBeforeAnythingIsSpent() {
    release("1", "out", "--erase", "ethnicity").ends(2);
    release("1", "out").ends(2);
    release("1", "out", "--erase", "sex", "--method", "inlp").ends(2);
    release("1", "out", "--erase", "sex", "--project", 100_000).ends(2);
    release("1", "out", "--erase", "sex", "--radius", 0).ends(2);
    release("1", "out", "--erase", "sex", "--keep", "everything").ends(2);
    release("9", "out", PLAN).ends(77);
    assertEquals(0, reservations());
  }

  private CommandRun release(String epsilon, String out, Object... more) {
    Object[] words = {
      "eraser-release",
      "--warehouse",
      warehouse,
      "--ledger",
      ledger,
      "--conf",
      small.conf("site-1"),
      "--agreement",
      small.agreement(),
      "--expected-patients",
      SmallConsortium.PATIENTS,
      "--epsilon",
      epsilon,
      "--delta",
      "1e-4",
      "--out",
      folder.resolve(out)
    };
    return CommandRun.of(Stream.concat(Stream.of(words), Stream.of(more)).toArray());
  }

  /** The card of what was paid for on an eraser that erases nothing. */
  private Path forged(EraserFile paid) throws Exception {
    double[] mean = new double[paid.eraser().dimension()];
    EraserFile forged =
        new EraserFile(paid.card(), new Eraser(mean, new double[0][], new double[0][]));
    return Files.write(folder.resolve("forged.bin"), forged.bytes());
  }

  private CommandRun train(String book, Path eraser) {
    return CommandRun.of(
        "train",
        "--round",
        1,
        "--rounds",
        1,
        "--steps",
        3,
        "--campaign",
        "erased",
        "--scaling",
        "unit-norm",
        "--epsilon",
        3,
        "--warehouse",
        warehouse,
        "--conf",
        small.conf("site-1"),
        "--agreement",
        small.agreement(),
        "--ledger",
        book,
        "--eraser",
        eraser);
  }

  private String newLedger(String name) {
    String url = "jdbc:h2:file:" + folder.resolve(name);
    CommandRun.of("budget", "init", "--ledger", url, "--conf", small.conf("site-1")).ends(0);
    return url;
  }

  private long reservations() {
    CommandRun shown =
        CommandRun.of("budget", "show", "--ledger", ledger, "--conf", small.conf("site-1"));
    return shown.ends(0).metrics().path("entries").findValues("kind").stream()
        .filter(kind -> kind.asText().equals("RESERVE"))
        .count();
  }
}
