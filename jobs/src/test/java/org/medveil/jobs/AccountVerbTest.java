package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** What a run costs, from the command line. Golden values: dp-accounting 0.6.0, add/remove. */
class AccountVerbTest {
  @TempDir private Path folder;

  private static Object[] run(Object noise, Object rate, Object steps, Object delta) {
    return new Object[] {
      "account",
      "--noise-multiplier",
      noise,
      "--sampling-rate",
      rate,
      "--steps",
      steps,
      "--delta",
      delta
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, 0.004266666666666667, 14062, 1e-5, 2.3817, 2.5966",
    "1,   0.01,                 1000,  1e-5, 1.8282, 2.1014",
    "4,   0.1,                  500,   1e-4, 1.9955, 2.2135",
    "10,  1,                    100,   1e-5, 4.3772, 4.7285",
  })
  void goldenRunsCostWhatTheyCost(
      double noise, double rate, int steps, double delta, double pld, double rdp) {
    JsonNode metrics = CommandRun.of(run(noise, rate, steps, delta)).ends(0).metrics();
    assertEquals(pld, metrics.path("epsilonPld").asDouble(), 1e-3 * pld);
    assertEquals(rdp, metrics.path("epsilonRdp").asDouble(), 5e-3 * rdp);
    double low = metrics.path("epsilonPldOptimistic").asDouble();
    double high = metrics.path("epsilonPld").asDouble();
    assertTrue(low <= high && high <= 1.005 * low, low + " " + high);
    assertEquals("patient", metrics.path("unit").asText());
    assertEquals("add/remove one patient", metrics.path("relation").asText());
    assertEquals(rate < 1, metrics.path("sampler").asText().equals("Poisson"));
  }

  /** A Gaussian of mu = 1: Φ(Φ⁻¹(0.001) + 1) = 0.0183, and 2Φ(1/2) − 1 = 0.3829. */
  @Test
  void anAttackersOddsAreSaid() {
    CommandRun run = CommandRun.of(run(10, 1, 100, "1e-5")).ends(0);
    assertEquals(0.0183, run.metrics().path("largestTprAtFpr0.001").asDouble(), 1e-4);
    assertEquals(0.3829, run.metrics().path("membershipAdvantage").asDouble(), 1e-3);
    String said = run.err();
    for (String word : List.of("unit patient", "add/remove one patient", "delta", "sampler", "%")) {
      assertTrue(said.contains(word), word + " is not in: " + said);
    }
  }

  @Test
  void replacingAPatientCostsMore() {
    double addRemove =
        CommandRun.of(run(2, 0.05, 200, "1e-5")).metrics().path("epsilonPld").asDouble();
    Object[] words =
        Stream.concat(Stream.of(run(2, 0.05, 200, "1e-5")), Stream.of("--relation", "replace"))
            .toArray();
    JsonNode replace = CommandRun.of(words).ends(0).metrics();
    assertTrue(replace.path("epsilonPld").asDouble() > 1.1 * addRemove);
    assertEquals("replace one patient", replace.path("relation").asText());
  }

  @Test
  void eventsAreComposed() throws Exception {
    Path events = folder.resolve("events.json");
    Files.writeString(
        events,
        """
        [{"type": "poisson_subsampled_gaussian", "sampling_rate": 0.01, "noise_multiplier": 1.0, "steps": 1000},
         {"type": "discrete_gaussian", "sigma": 20.0, "shift": 1, "coordinates": 4, "releases": 1},
         {"type": "exponential_mechanism", "range": 0.1, "releases": 3},
         {"type": "approximate_dp", "epsilon": 0.0, "delta": 1e-7, "releases": 1}]
        """);
    JsonNode all =
        CommandRun.of("account", "--events", events, "--delta", "1e-5").ends(0).metrics();
    double alone =
        CommandRun.of(run(1, 0.01, 1000, "1e-5")).metrics().path("epsilonPld").asDouble();
    double together = all.path("epsilonPld").asDouble();
    assertTrue(together > alone && together < alone + 0.6, alone + " " + together);
    assertEquals(4, all.path("mechanisms").size());
  }

  @Test
  void anEventThatCannotBeReadIsSixtyFive() throws Exception {
    Path events = folder.resolve("events.json");
    for (String bad :
        List.of(
            "[]",
            "{}",
            "[1]",
            "not json",
            "[{\"type\": \"laplace\"}]",
            "[{\"type\": \"exponential_mechanism\", \"range\": 0.1}]",
            "[{\"type\": \"exponential_mechanism\", \"range\": -1.0, \"releases\": 1}]",
            "[{\"type\": \"exponential_mechanism\", \"range\": 1.0, \"releases\": 1, \"x\": 1}]")) {
      Files.writeString(events, bad);
      CommandRun.of("account", "--events", events, "--delta", "1e-5").ends(65);
    }
  }

  @Test
  void aFileOfSettingsComesBackInOrder() throws Exception {
    Path in = folder.resolve("in.csv");
    Path out = folder.resolve("new folder/out.csv");
    Files.writeString(
        in,
        """
        noise_multiplier,sampling_rate,steps,delta
        10,1,100,1e-5
        1.0,0.01,1e3,1e-5

        """
            .replace("\n\n", "\n"));
    CommandRun.of("account", "--settings", in, "--out", out).ends(0);
    List<String> lines = Files.readAllLines(out);
    assertEquals(
        "noise_multiplier,sampling_rate,steps,delta,"
            + "epsilon_pld,epsilon_pld_optimistic,epsilon_rdp,seconds",
        lines.get(0));
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("10,1,100,1e-5,4.377"), lines.get(1));
    assertTrue(lines.get(2).startsWith("1.0,0.01,1e3,1e-5,1.828"), lines.get(2));
    assertEquals(8, lines.get(2).split(",").length);
  }

  @Test
  void aBadRowStopsEverythingAndIsNamed() throws Exception {
    Path in = folder.resolve("in.csv");
    Path out = folder.resolve("out.csv");
    String header = "noise_multiplier,sampling_rate,steps,delta\n";
    for (String bad :
        List.of(
            "0,0.1,10,1e-5",
            "1,1.5,10,1e-5",
            "1,0.1,10.5,1e-5",
            "1,0.1,0,1e-5",
            "1,0.1,10,1",
            "1,0.1,10",
            "1,0.1,10,1e-5,7",
            "one,0.1,10,1e-5",
            "NaN,0.1,10,1e-5",
            ",0.1,10,1e-5",
            "1,0.1,1e400,1e-5")) {
      Files.writeString(in, header + "1,0.1,10,1e-5\n" + bad + "\n");
      CommandRun run = CommandRun.of("account", "--settings", in, "--out", out).ends(65);
      assertTrue(run.json().path("message").asText().contains("line 3"), run.toString());
      assertFalse(Files.exists(out));
    }
    for (String bad : List.of("", "sigma,q,steps,delta\n", "noise_multiplier,steps,delta\n")) {
      Files.writeString(in, bad);
      CommandRun.of("account", "--settings", in, "--out", out).ends(65);
    }
  }

  @Test
  void halfAQuestionIsTwo() {
    CommandRun.of("account").ends(2);
    CommandRun.of("account", "--delta", "1e-5").ends(2);
    CommandRun.of("account", "--noise-multiplier", "1", "--delta", "1e-5").ends(2);
    CommandRun.of("account", "--settings", "x.csv").ends(2);
    CommandRun.of("account", "--settings", "absent.csv", "--out", folder.resolve("o.csv")).ends(2);
    CommandRun.of("account", "--events", "absent.json", "--delta", "1e-5").ends(2);
    Object[] good = run(1, 0.1, 10, "1e-5");
    CommandRun.of(Stream.concat(Stream.of(good), Stream.of("--relation", "x")).toArray()).ends(2);
    CommandRun.of(Stream.concat(Stream.of(good), Stream.of("--plot", "x.png")).toArray()).ends(2);
    CommandRun.of(run(1, 0.1, 10, "1")).ends(2);
    CommandRun.of(run(0, 0.1, 10, "1e-5")).ends(2);
  }

  @Test
  void thePlotIsOnePictureThatFetchesNothing() throws Exception {
    for (String name : List.of("plot.svg", "plot.html")) {
      Path plot = folder.resolve(name);
      Object[] words =
          Stream.concat(Stream.of(run(2, 0.05, 200, "1e-5")), Stream.of("--plot", plot)).toArray();
      CommandRun.of(words).ends(0);
      String text = Files.readString(plot);
      assertFalse(text.contains("http://") && !text.contains("http://www.w3.org/2000/svg"));
      assertFalse(text.contains("<script") || text.contains("NaN") || text.contains("Infinity"));
      String svg = text.substring(text.indexOf("<svg"), text.indexOf("</svg>") + 6);
      Document parsed =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new java.io.ByteArrayInputStream(svg.getBytes("UTF-8")));
      assertEquals(4, parsed.getElementsByTagName("polyline").getLength());
      assertTrue(svg.contains("unit patient"), "an epsilon says whose it is");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--noise-multiplier, noiseMultiplier",
    "--sampling-rate, samplingRate",
    "--steps, steps"
  })
  void whatIsLeftOutIsComputed(String left, String computed) {
    Object[] words = {
      "calibrate",
      "--epsilon",
      "2",
      "--delta",
      "1e-5",
      "--noise-multiplier",
      "1.5",
      "--sampling-rate",
      "0.02",
      "--steps",
      "1000"
    };
    int at = List.of(words).indexOf(left);
    Object[] two =
        Stream.concat(Stream.of(words).limit(at), Stream.of(words).skip(at + 2)).toArray();
    JsonNode found = CommandRun.of(two).ends(0).metrics();
    assertEquals(computed, found.path("computed").asText());
    double epsilon = found.path("epsilon").asDouble();
    assertTrue(epsilon <= 2 && epsilon > 1.99, "safe and tight: " + epsilon);
    JsonNode checked =
        CommandRun.of(
                run(
                    found.path("noiseMultiplier").asText(),
                    found.path("samplingRate").asText(),
                    found.path("steps").asText(),
                    "1e-5"))
            .ends(0)
            .metrics();
    assertEquals(2, checked.path("epsilonPld").asDouble(), 0.01);
    assertTrue(checked.path("epsilonPldOptimistic").asDouble() <= 2);
  }

  @Test
  void calibrateNeedsExactlyTwo() {
    CommandRun.of("calibrate", "--epsilon", "1", "--delta", "1e-5", "--steps", "10").ends(2);
    CommandRun.of(
            "calibrate",
            "--epsilon",
            "1",
            "--delta",
            "1e-5",
            "--steps",
            "10",
            "--sampling-rate",
            "0.1",
            "--noise-multiplier",
            "1")
        .ends(2);
    CommandRun.of("calibrate", "--steps", "10", "--sampling-rate", "0.1").ends(2);
  }
}
