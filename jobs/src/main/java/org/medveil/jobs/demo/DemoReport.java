package org.medveil.jobs.demo;

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

/** What the demo measured, as the report document and its page. */
final class DemoReport {
  private final DemoSettings demo;
  private final DemoFigures figures;
  private final Verbs verbs;

  DemoReport(DemoSettings demo, DemoFigures figures, Verbs verbs) {
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
    DemoOrigins origins = new DemoOrigins(demo, figures, verbs);
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
    report.put("counts", DemoCounts.section(figures.counts()));
    report.put("deidentification", new DemoBeforeAfter(demo).section());
    report.put("audits", List.of());
    report.put("not_evidenced", notEvidenced());
    report.put("provenance", origins.provenance());
    report.put("settings", origins.settings());
    report.put(
        "versions",
        List.of(
            map("name", "medveil", "value", CodeVersion.current()),
            map("name", "Spark", "value", org.apache.spark.package$.MODULE$.SPARK_VERSION()),
            map("name", "Java", "value", Runtime.version().toString())));
    report.put("reproduce", origins.reproduce());
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
    DemoFigures.rounds(figures.evaluation())
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
              row.putAll(interval(DemoFigures.rounds(evaluation).get(0)));
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
