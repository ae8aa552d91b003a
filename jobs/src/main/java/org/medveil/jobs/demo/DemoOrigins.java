package org.medveil.jobs.demo;

import static org.medveil.jobs.demo.DemoReport.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medveil.jobs.tables.Locations;

/** Where the report's numbers came from, with which settings, and how to get them again. */
final class DemoOrigins {
  private final DemoSettings demo;
  private final DemoFigures figures;
  private final Verbs verbs;

  DemoOrigins(DemoSettings demo, DemoFigures figures, Verbs verbs) {
    this.demo = demo;
    this.figures = figures;
    this.verbs = verbs;
  }

  List<Map<String, Object>> provenance() {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<Map<String, Object>> rounds = DemoFigures.rounds(figures.evaluation());
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
                  + ", add/remove one, "
                  + trained.get(trained.size() - 1).get("sampler")
                  + ")",
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

  List<Map<String, Object>> settings() {
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

  List<Map<String, Object>> reproduce() {
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
}
