package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.testkit.LocalSpark;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The choices of {@code train}, by its command line: what each does, and what contradicts it. */
@ExtendWith(LocalSpark.class)
class TrainVerbTest {
  private static final SmallConsortium SMALL = SmallConsortium.get();
  private static final String DP_SGD = " --sampling-rate 1.0";
  private static final String FTRL = " --mechanism dp-ftrl";
  private static final String STEPS = " --steps 4 --clipping-norm 0.25 --expected-batch 12";
  private static final String ADAPTIVE = " --clipping adaptive --clipping-quantile 0.5";

  /** A warehouse of its own: the others' is counted by other tests. */
  @TempDir private static Path folder;

  @BeforeAll
  static void aSite() {
    Object[] ingest = SMALL.ingest("site-1");
    ingest[java.util.Arrays.asList(ingest).indexOf("--warehouse") + 1] = warehouse();
    CommandRun.of(ingest).ends(0);
    CommandRun.of("minimize", "--warehouse", warehouse(), "--agreement", SMALL.agreement()).ends(0);
    for (String encoder : List.of("scattering", "pixels")) {
      CommandRun.of(
              "encode",
              "--warehouse",
              warehouse(),
              "--agreement",
              SMALL.agreement(),
              "--encoder",
              encoder)
          .ends(0);
    }
    String policy = SmallConsortium.example("site.conf");
    SmallConsortium.write(conf(), policy.substring(0, policy.indexOf("train {")));
  }

  @Test
  void dpFtrlTrainsAndSaysItsSampler() {
    JsonNode metrics = train("ftrl", FTRL + STEPS).ends(0).metrics();
    assertEquals("single-participation", metrics.path("sampler").asText());
    assertEquals(4, metrics.path("bands").asInt(), "all bands");
    assertEquals(1, metrics.path("samplingRate").asDouble());
    double epsilon = metrics.path("epsilon").asDouble();
    assertTrue(epsilon <= 8 && epsilon > 7.9, "cost " + epsilon);
    for (Path file : SmallConsortium.files(warehouse().resolve("checkpoints/ftrl"))) {
      assertEquals("taken", file.getFileName().toString(), "no past noise is kept");
    }
    CommandRun again = train("ftrl", FTRL + STEPS).ends(0);
    assertEquals("unchanged", again.json().path("status").asText());
    CommandRun budget = CommandRun.of("budget", "show", "--ledger", ledger("ftrl")).ends(0);
    assertEquals("single participation", budget.metrics().path("sampler").asText());
    assertFalse((again.err() + budget.err()).contains("Poisson"));
  }

  @Test
  void dpFtrlTakesBandsAndSharesItsBudgetOverRounds() {
    CommandRun first = train("bands", FTRL + STEPS + " --bands 2 --rounds 2").ends(0);
    assertEquals(2, first.metrics().path("bands").asInt());
    double epsilon = first.metrics().path("epsilon").asDouble();
    assertTrue(epsilon > 4 && epsilon < 6.5, "one of two releases costs " + epsilon);
    assertTrue(first.err().contains("single-participation"), first.err());
  }

  @Test
  void whatContradictsTheMechanismIsTwo() {
    refused(2, "--sampling-rate", FTRL + STEPS + DP_SGD);
    refused(2, "--sampling-rate", STEPS);
    refused(2, "--bands", STEPS + DP_SGD + " --bands 2");
    refused(2, "bands", FTRL + STEPS + " --bands 5");
    refused(2, "dp-magic", " --mechanism dp-magic" + STEPS);
  }

  @Test
  void aCrashedDpFtrlRunDoesNotBeginAnewUnderItsReservation() {
    var conf = SparkSession.active().sparkContext().conf();
    conf.set("spark.speculation", "true"); // refused when the steps begin, after reserving
    try {
      train("crash", FTRL + STEPS).ends(2);
    } finally {
      conf.remove("spark.speculation");
    }
    CommandRun again = train("crash", FTRL + STEPS).ends(77);
    assertTrue(again.json().path("message").asText().contains("did not finish"), again.toString());
    assertTrue(again.json().path("hint").asText().contains("--campaign"), again.toString());
    assertFalse(Files.exists(warehouse().resolve("site_update/crash")));
    train("crash-again", FTRL + STEPS).ends(0);
  }

  @Test
  void eachClippingTrainsAndIsAnotherRun() {
    String flat = STEPS + DP_SGD;
    train("clip", flat).ends(0);
    refusedIn("clip", 65, "other settings", flat + " --clipping per-layer");
    refusedIn("clip", 65, "other settings", flat + " --schedule cosine");
    assertEquals(
        "unchanged",
        train("clip", flat + " --micro-batch 3 --driver job")
            .ends(0)
            .json()
            .path("status")
            .asText());
    train("per-layer", flat + " --clipping per-layer").ends(0);
    train("automatic", flat + " --clipping automatic --schedule warmup2+cosine").ends(0);
    String bounds = " --clipping-min 0.01 --clipping-max 1";
    JsonNode metrics = train("adaptive", flat + ADAPTIVE + bounds).ends(0).metrics();
    assertEquals(0.25, metrics.path("clippingNorm").asDouble(), "C0");
    train("ftrl-adaptive", FTRL + STEPS + ADAPTIVE + bounds).ends(0);
  }

  @Test
  void whatAdaptiveClippingNeedsIsRequiredThenAndRefusedOtherwise() {
    String flat = STEPS + DP_SGD;
    refused(2, "--clipping-min", flat + ADAPTIVE + " --clipping-max 1");
    refused(2, "--clipping-max", flat + ADAPTIVE + " --clipping-min 0.1");
    refused(2, "--clipping-quantile", flat + " --clipping-quantile 0.5");
    refused(2, "--clipping-max", flat + " --clipping-max 0.5");
    refused(2, "bounds", flat + ADAPTIVE + " --clipping-min 0.3 --clipping-max 1");
    refused(2, "tight", flat + " --clipping tight");
    refused(77, "limit", flat + ADAPTIVE + " --clipping-min 0.1 --clipping-max 1.5");
  }

  @Test
  void aCnnTrainsOnPixelsWithCopies() {
    String images = " --encoder pixels --scaling none --model cnn";
    train("cnn", STEPS + DP_SGD + images).ends(0);
    String copies = " --augment flip+shift2+rotate10 --augment-copies 3 --micro-batch 5";
    train("copies", STEPS + DP_SGD + images + copies).ends(0);
    refusedIn("copies", 65, "other settings", STEPS + DP_SGD + images);
    refused(2, "no image", STEPS + DP_SGD + " --model cnn");
    refused(2, "--augment", STEPS + DP_SGD + copies);
    refused(2, "vector", STEPS + DP_SGD + copies + " --encoder pixels");
    refused(2, "--augment-copies", STEPS + DP_SGD + images + " --augment flip");
    refused(2, "--augment-copies", STEPS + DP_SGD + images + " --augment-copies 2");
  }

  @Test
  void leastSquaresIsOneReleaseOfEverybody() {
    String only = " --trainer least-squares";
    JsonNode metrics = train("squares", only).ends(0).metrics();
    assertEquals(1, metrics.path("steps").asInt());
    assertEquals(1, metrics.path("samplingRate").asDouble());
    assertTrue(metrics.path("epsilon").asDouble() <= 8);
    for (String contradiction :
        List.of(
            "--steps 4",
            "--sampling-rate 1",
            "--learning-rate 1",
            "--clipping-norm 1",
            "--expected-batch 4",
            "--mechanism dp-sgd",
            "--clipping flat")) {
      refused(2, contradiction.split(" ")[0], only + " " + contradiction);
    }
    refused(2, "logistic", only + " --model mlp");
    refused(2, "--rounds", only + " --rounds 2");
    refused(2, "most-squares", " --trainer most-squares");
  }

  @Test
  void aGraphGoesFromTrainToEvaluate() {
    Path model = SmallConsortium.write(folder.resolve("graph.json"), residual());
    train("graph", STEPS + DP_SGD + " --model " + model).ends(0);
    Path exchange = folder.resolve("exchange");
    CommandRun.of(
            "publish",
            "--round",
            1,
            "--campaign",
            "graph",
            "--warehouse",
            warehouse(),
            "--ledger",
            ledger("graph"),
            "--exchange",
            exchange,
            "--keys",
            SMALL.keys("site-1"))
        .ends(0);
    String declared =
        Files.exists(SMALL.consortium()) ? SmallConsortium.latin(SMALL.consortium()) : "";
    Path consortium =
        SmallConsortium.write(
            folder.resolve("consortium.conf"),
            declared
                .replaceAll("model = .*", "model = \"" + model + "\"")
                .replaceAll("(?m)^.*name = \"site-2\".*\n", "")
                .replaceAll("key = \"[^\"]*\"", "key = \"" + key("site-1") + "\""));
    CommandRun.of(
            "aggregate",
            "--round",
            1,
            "--exchange",
            exchange,
            "--consortium",
            consortium,
            "--keys",
            SMALL.keys("consortium"))
        .ends(0);
    Object[] evaluate = SMALL.evaluate();
    List<Object> words = new ArrayList<>(List.of(evaluate));
    words.set(words.indexOf("--round") + 1, "1");
    words.set(words.indexOf("--exchange") + 1, exchange);
    double auroc =
        CommandRun.of(words.toArray())
            .ends(0)
            .metrics()
            .path("rounds")
            .get(0)
            .path("auroc")
            .asDouble(-1);
    assertTrue(auroc >= 0 && auroc <= 1);
  }

  @Test
  void aModelOfAnotherInputIsTwoBeforeBudgetIsSpent() {
    Path model = SmallConsortium.write(folder.resolve("other.json"), residual(9));
    refused(2, "the model takes 9", STEPS + DP_SGD + " --model " + model);
  }

  private static String residual() {
    return residual((int) SMALL.first("encode site-1").count("dim"));
  }

  private static String residual(int inputs) {
    return new NeuralNetConfiguration.Builder()
        .seed(5)
        .graphBuilder()
        .addInputs("in")
        .addLayer("first", dense(inputs), "in")
        .addLayer("second", dense(4), "first")
        .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "first", "second")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.XENT)
                .nIn(4)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build(),
            "sum")
        .setOutputs("out")
        .build()
        .toJson();
  }

  private static DenseLayer dense(int inputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(4).activation(Activation.TANH).build();
  }

  private static void refused(int code, String named, String options) {
    refusedIn("refused", code, named, options);
    assertFalse(Files.exists(warehouse().resolve("site_update/refused")));
    CommandRun budget = CommandRun.of("budget", "show", "--ledger", ledger("refused")).ends(0);
    assertEquals(1, budget.metrics().path("entries").size(), "nothing was reserved");
  }

  private static void refusedIn(String campaign, int code, String named, String options) {
    CommandRun run = train(campaign, options).ends(code);
    assertTrue(run.json().path("message").asText().contains(named), run.toString());
  }

  /** A campaign with a ledger of its own. */
  private static CommandRun train(String campaign, String options) {
    CommandRun.of("budget", "init", "--ledger", ledger(campaign)).ends(0);
    List<Object> words = new ArrayList<>(List.of("train", "--round", 1, "--site", "site-1"));
    words.addAll(List.of("--epsilon", 8, "--delta", 1e-4, "--campaign", campaign));
    words.addAll(List.of("--warehouse", warehouse(), "--conf", conf()));
    words.addAll(List.of("--agreement", SMALL.agreement(), "--ledger", ledger(campaign)));
    words.addAll(List.of((Object[]) options.strip().split(" ")));
    return CommandRun.of(words.toArray());
  }

  private static Path warehouse() {
    return folder.resolve("warehouse");
  }

  private static Path conf() {
    return folder.resolve("site.conf");
  }

  private static Path key(String site) {
    return SMALL.keys(site).resolve("signing.pub");
  }

  private static String ledger(String campaign) {
    return "jdbc:h2:file:" + folder.resolve("ledger-" + campaign);
  }
}
