package org.medveil.jobs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The second half of the sample: gaps, sources, settings, commands. */
final class ReportSampleEvidence {
  private ReportSampleEvidence() {}

  static void fill(ObjectNode d) {
    ArrayNode gaps = d.putArray("not_evidenced");
    gap(
        gaps,
        "Can a patient be re-identified from an image or an embedding?",
        "No audit-reidentification was run.");
    gap(
        gaps,
        "Can an attacker tell who trained the model?",
        "No audit-membership was run; ε bounds the answer from above.");
    gap(
        gaps,
        "Does the model work equally well for all groups?",
        "No audit-fairness was run; groups below 20 patients would be suppressed.");
    gap(gaps, "Does the model work on real patients?", "The cohort is simulated.");

    ArrayNode sources = d.putArray("provenance");
    source(
        sources,
        "AUROC after round 4",
        "0.785 [0.721–0.841]",
        "evaluate",
        "consortium/evaluate/manifest.json");
    source(
        sources,
        "ε after round 4, Amber Eye Clinic",
        "6.322",
        "train",
        "site-1/train/round-4/manifest.json");
    source(sources, "Files that left", "36", "publish", "exchange/egress.json");
    source(sources, "Images, Birch Hospital", "946", "minimize", "site-2/minimize/manifest.json");

    ArrayNode settings = d.putArray("settings");
    setting(settings, "model", "logistic", "flag");
    setting(settings, "encoder", "retina-patches-v1", "flag");
    setting(settings, "epsilon", "8.0", "site.conf");
    setting(settings, "delta", "1e-5", "site.conf");
    setting(settings, "expected_batch", "20", "site.conf");

    ArrayNode versions = d.putArray("versions");
    version(versions, "medveil", "0.1.0");
    version(versions, "Apache Spark", "3.5.9");
    version(versions, "Apache Iceberg", "1.12.0");
    version(versions, "Java", "17.0.13");

    ArrayNode commands = d.putArray("reproduce");
    command(
        commands,
        "The whole run, from simulation to this page",
        "pipelines/run demo --out demo-out --sites 3 --rounds 4 --epsilon 8 --seed 20261123");
    command(
        commands,
        "Only this page, from its document",
        "pipelines/run report --input demo-out/report.json --out demo-out/report.html");
  }

  private static void gap(ArrayNode to, String question, String why) {
    to.addObject().put("question", question).put("why", why);
  }

  private static void source(
      ArrayNode to, String metric, String value, String verb, String manifest) {
    to.addObject()
        .put("metric", metric)
        .put("value", value)
        .put("verb", verb)
        .put("manifest", manifest)
        .put("sha256", ReportSample.sha256(manifest));
  }

  private static void setting(ArrayNode to, String name, String value, String source) {
    to.addObject().put("name", name).put("value", value).put("source", source);
  }

  private static void version(ArrayNode to, String name, String value) {
    to.addObject().put("name", name).put("value", value);
  }

  private static void command(ArrayNode to, String what, String command) {
    to.addObject().put("what", what).put("command", command);
  }
}
