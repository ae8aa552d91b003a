package org.medveil.jobs.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medveil.imaging.simulate.FundusCohort;
import org.medveil.jobs.cli.CodeVersion;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.report.ReportPage;
import org.medveil.jobs.tables.Locations;

/** What the demo measured, as the report document and its page. */
final class DemoReport {
  private final DemoSettings demo;
  private final DemoRun.Figures figures;
  private final Verbs verbs;

  DemoReport(DemoSettings demo, DemoRun.Figures figures, Verbs verbs) {
    this.demo = demo;
    this.figures = figures;
    this.verbs = verbs;
  }

  /** Writes report.json and report.html; returns the page. */
  Path write() {
    Path folder = demo.out().resolve("report");
    Path json = folder.resolve("report.json");
    Path html = folder.resolve("report.html");
    Json.write(json, document());
    ReportPage.write(json, html);
    return html;
  }

  private Map<String, Object> document() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("schema", "medveil-report-1");
    report.put("title", "Three hospitals, one model".replace("Three", spelled(demo.sites())));
    report.put("purpose", DemoFiles.PURPOSE);
    report.put("agreement_id", DemoFiles.AGREEMENT_ID);
    report.put("generated_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    report.put(
        "note",
        "Each hospital added its own noise before anything left it; nobody had to be trusted with"
            + " un-noised sums. Every hospital's ledger is its own. The models of a hospital alone"
            + " were trained for comparison from a separate what-if ledger: in earnest they would"
            + " have to be paid from the same budget.");
    report.put(
        "simulated",
        map(
            "generator",
            "medveil fundus simulator",
            "version",
            FundusCohort.GENERATOR,
            "seed",
            demo.seed()));
    report.put("sites", figures.sites());
    report.put("rounds", demo.rounds());
    report.put("egress", new DemoEgress(demo, figures.sites()).section());
    report.put("privacy", privacy());
    report.put("utility", utility());
    report.put("counts", counts());
    report.put("deidentification", new DemoBeforeAfter(demo).section());
    report.put("audits", List.of());
    report.put("not_evidenced", notEvidenced());
    report.put("provenance", provenance());
    report.put("settings", settings());
    report.put(
        "versions",
        List.of(
            map("name", "medveil", "value", CodeVersion.current()),
            map("name", "Spark", "value", org.apache.spark.package$.MODULE$.SPARK_VERSION()),
            map("name", "Java", "value", Runtime.version().toString())));
    report.put("reproduce", reproduce());
    return report;
  }

  private Map<String, Object> privacy() {
    List<Map<String, Object>> spent = new ArrayList<>();
    figures
        .train()
        .forEach(
            (site, rounds) ->
                rounds.forEach(
                    round ->
                        spent.add(
                            map(
                                "site", site,
                                "round", round.get("round"),
                                "epsilon_after", round.get("epsilon"),
                                "noise_multiplier", round.get("noiseMultiplier"),
                                "sampling_rate", round.get("samplingRate"),
                                "steps", round.get("steps"),
                                "clipping_norm", round.get("clippingNorm"),
                                "ledger_entry_hash", round.get("ledgerEntryHash")))));
    Map<String, Object> first = figures.train().get(figures.sites().get(0)).get(0);
    return map(
        "unit", "patient",
        "relation", first.get("relation"),
        "sampler", first.get("sampler"),
        "accountant", first.get("accountant"),
        "noise_source", first.get("noiseSource"),
        "delta", demo.delta(),
        "budget_epsilon", demo.epsilon(),
        "spent", spent);
  }

  private Map<String, Object> utility() {
    List<Map<String, Object>> byRound = new ArrayList<>();
    DemoRun.Figures.rounds(figures.evaluation())
        .forEach(
            round -> {
              Map<String, Object> row = map("round", round.get("round"));
              row.putAll(interval(round));
              byRound.add(row);
            });
    List<Map<String, Object>> alone = new ArrayList<>();
    figures
        .alone()
        .forEach(
            (site, evaluation) -> {
              Map<String, Object> row = map("site", site);
              row.putAll(interval(DemoRun.Figures.rounds(evaluation).get(0)));
              alone.add(row);
            });
    return map(
        "task", "atrophy grows by more than 2 mm² within two years, per eye",
        "held_out_patients", figures.evaluation().get("heldOutPatients"),
        "held_out_images", figures.evaluation().get("heldOutImages"),
        "ci_method", figures.evaluation().get("ciMethod"),
        "by_round", byRound,
        "non_private", interval(figures.nonPrivate()),
        "local_only", alone,
        "roc", List.of());
  }

  private static Map<String, Object> interval(Map<String, Object> figures) {
    return map(
        "auroc", figures.get("auroc"),
        "ci_low", figures.get("ciLow"),
        "ci_high", figures.get("ciHigh"));
  }

  private List<Map<String, Object>> counts() {
    List<Map<String, Object>> rows = new ArrayList<>();
    figures
        .counts()
        .forEach(
            (site, counts) -> {
              rows.add(
                  stage(
                      site,
                      "ingest",
                      "files",
                      "instances",
                      counts,
                      counts.files(),
                      counts.instances()));
              rows.add(
                  stage(
                      site,
                      "minimize",
                      "instances",
                      "images",
                      counts,
                      counts.instances(),
                      counts.images()));
              rows.add(
                  stage(
                      site,
                      "encode",
                      "images",
                      "embeddings",
                      counts,
                      counts.images(),
                      counts.embeddings()));
            });
    return rows;
  }

  private static Map<String, Object> stage(
      String site,
      String stage,
      String input,
      String output,
      SiteCounts counts,
      long in,
      long out) {
    List<Map<String, Object>> rejects = new ArrayList<>();
    counts
        .rejectsByStage()
        .getOrDefault(stage, Map.of())
        .forEach((reason, count) -> rejects.add(map("reason", reason, "count", count)));
    return map(
        "site",
        site,
        "stage",
        stage,
        "input",
        input,
        "output",
        output,
        "rows_in",
        in,
        "rows_out",
        out,
        "rejects",
        rejects);
  }

  private static List<Map<String, Object>> notEvidenced() {
    return List.of(
        map(
            "question",
            "Can a patient be found again by the vectors?",
            "why",
            "No re-identification audit was run. Vectors never leave the hospital; differential"
                + " privacy of the model says nothing about them."),
        map(
            "question", "Does an attack on the model reveal who took part?",
            "why",
                "No membership-inference audit was run; epsilon bounds it, this run did not measure it."),
        map(
            "question", "Does the model serve all groups of patients alike?",
            "why", "No fairness audit was run."),
        map(
            "question", "Does any of this hold on real patients?",
            "why", "The cohort is simulated."));
  }

  private List<Map<String, Object>> provenance() {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<Map<String, Object>> rounds = DemoRun.Figures.rounds(figures.evaluation());
    Object federated = rounds.get(rounds.size() - 1).get("auroc");
    Path evaluate = demo.warehouse("holdout").resolve("manifests/evaluate.manifest.json");
    rows.add(
        source(
            "AUROC, federated and private, last round",
            federated,
            "evaluate",
            demo.out().resolve("report/federated.manifest.json"),
            evaluate));
    for (String site : figures.sites()) {
      SiteCounts counts = figures.counts().get(site);
      Path manifests = demo.warehouse(site).resolve("manifests");
      rows.add(
          source(
              "instances, " + site,
              counts.instances(),
              "ingest",
              manifests.resolve("ingest.manifest.json"),
              null));
      rows.add(
          source(
              "images, " + site,
              counts.images(),
              "minimize",
              manifests.resolve("minimize.manifest.json"),
              null));
      rows.add(
          source(
              "embeddings, " + site,
              counts.embeddings(),
              "encode",
              manifests.resolve("encode.manifest.json"),
              null));
      List<Map<String, Object>> trained = figures.train().get(site);
      rows.add(
          source(
              "epsilon spent, "
                  + site
                  + " (unit patient, delta "
                  + demo.delta()
                  + ", add/remove one, Poisson)",
              trained.get(trained.size() - 1).get("epsilon"),
              "train",
              manifests.resolve("train-main-round-" + demo.rounds() + ".manifest.json"),
              null));
    }
    return rows;
  }

  /** A manifest that a later run of the same verb replaces is kept under another name. */
  private Map<String, Object> source(
      String metric, Object value, String verb, Path manifest, Path original) {
    try {
      if (original != null && Files.exists(original) && !Files.exists(manifest)) {
        Files.createDirectories(manifest.getParent());
        Files.copy(original, manifest);
      }
      return map(
          "metric",
          metric,
          "value",
          String.valueOf(value),
          "verb",
          verb,
          "manifest",
          demo.out().resolve("report").relativize(manifest).toString(),
          "sha256",
          Locations.sha256(Files.readAllBytes(manifest)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Map<String, Object>> settings() {
    return List.of(
        map("name", "sites", "value", "" + demo.sites(), "source", "flag or default"),
        map(
            "name",
            "patients per site",
            "value",
            "" + demo.patients(),
            "source",
            "flag or default"),
        map("name", "rounds", "value", "" + demo.rounds(), "source", "flag or default"),
        map("name", "steps per round", "value", "" + DemoSettings.STEPS, "source", "demo"),
        map(
            "name",
            "clipping norm",
            "value",
            "" + DemoSettings.CLIPPING_NORM,
            "source",
            "site.conf"),
        map(
            "name",
            "learning rate",
            "value",
            "" + DemoSettings.LEARNING_RATE,
            "source",
            "site.conf"),
        map("name", "expected batch", "value", "" + demo.patients(), "source", "site.conf"),
        map("name", "encoder", "value", DemoSettings.ENCODER, "source", "flag"),
        map("name", "feature scaling", "value", DemoSettings.SCALING, "source", "flag"),
        map("name", "model", "value", "logistic", "source", "consortium"));
  }

  private List<Map<String, Object>> reproduce() {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(
        map(
            "what",
            "everything",
            "command",
            "pipelines/run demo --out DIR --sites "
                + demo.sites()
                + " --patients "
                + demo.patients()
                + " --rounds "
                + demo.rounds()
                + " --epsilon "
                + demo.epsilon()
                + " --delta "
                + demo.delta()
                + " --seed "
                + demo.seed()));
    String out = demo.out().toString();
    for (String line : verbs.typed()) {
      if (line.contains(demo.site(1))
          || line.contains(" simulate ")
          || line.contains(" aggregate ")) {
        rows.add(map("what", line.split(" ")[1], "command", line.replace(out, "DIR")));
      }
      if (line.contains("--round 2")) {
        break;
      }
    }
    return rows;
  }

  private static String spelled(int sites) {
    return switch (sites) {
      case 2 -> "Two";
      case 3 -> "Three";
      case 4 -> "Four";
      case 5 -> "Five";
      default -> String.valueOf(sites);
    };
  }

  static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
