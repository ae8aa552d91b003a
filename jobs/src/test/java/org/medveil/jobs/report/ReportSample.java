package org.medveil.jobs.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A whole report document as the demo would write it: three sites, four rounds. */
final class ReportSample {
  static final List<String> SITES =
      List.of("Amber Eye Clinic", "Birch Hospital", "Cedar Institute");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportSample() {}

  static ObjectNode document() {
    return document(SITES, 4);
  }

  static ObjectNode document(List<String> sites, int rounds) {
    ObjectNode d = MAPPER.createObjectNode();
    d.put("schema", "medveil-report-1");
    d.put("title", "Three eye hospitals train one atrophy model");
    d.put("purpose", "prediction of atrophy growth");
    d.put("agreement_id", "stargardt-demo-2026");
    d.put("generated_at", "2026-11-23T22:05:00Z");
    d.putNull("note");
    d.putObject("simulated")
        .put("generator", "medveil-fundus-cohort")
        .put("version", "1.0.0")
        .put("seed", 20261123);
    sites.forEach(d.putArray("sites")::add);
    d.put("rounds", rounds);
    egress(d.putObject("egress"), sites, rounds);
    privacy(d.putObject("privacy"), sites, rounds);
    utility(d.putObject("utility"), sites, rounds);
    counts(d.putArray("counts"), sites);
    deidentification(d.putObject("deidentification"));
    audits(d.putArray("audits"));
    ReportSampleEvidence.fill(d);
    return d;
  }

  static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void egress(ObjectNode e, List<String> sites, int rounds) {
    List<String> names = List.of("delta.bin", "manifest.json", "signature");
    int[] sizes = {4196, 1143, 64};
    names.forEach(e.putArray("allow_list")::add);
    e.put("check_passed", true);
    e.put(
        "check_detail",
        "Every file of the exchange was compared with the allow-list by name, size and content:"
            + " 36 of 36 match.");
    ArrayNode files = e.putArray("files");
    for (String site : sites) {
      for (int round = 1; round <= rounds; round++) {
        for (int i = 0; i < 3; i++) {
          files
              .addObject()
              .put("site", site)
              .put("round", round)
              .put("name", names.get(i))
              .put("bytes", sizes[i])
              .put("sha256", sha256(site + round + names.get(i)));
        }
      }
    }
  }

  private static void privacy(ObjectNode p, List<String> sites, int rounds) {
    p.put("unit", "patient");
    p.put("relation", "add/remove one patient");
    p.put("sampler", "Poisson");
    p.put("accountant", "pld");
    p.put("noise_source", "OpenDP 0.12.1, discrete Gaussian");
    p.put("delta", 1e-5);
    p.put("budget_epsilon", 8.0);
    ArrayNode spent = p.putArray("spent");
    for (int s = 0; s < sites.size(); s++) {
      for (int round = 1; round <= rounds; round++) {
        spent
            .addObject()
            .put("site", sites.get(s))
            .put("round", round)
            .put("epsilon_after", 6.3218 * Math.pow(round / (double) rounds, 0.55) * (1 - 0.06 * s))
            .put("noise_multiplier", 1.18 + 0.05 * s)
            .put("sampling_rate", 0.2)
            .put("steps", 30)
            .put("clipping_norm", 1.0)
            .put("ledger_entry_hash", sha256("ledger" + s + round));
      }
    }
  }

  private static void utility(ObjectNode u, List<String> sites, int rounds) {
    u.put("task", "atrophy grows by more than 2 mm² within two years, per eye");
    u.put("held_out_patients", 120);
    u.put("held_out_images", 936);
    u.put("ci_method", "95 % percentile bootstrap over patients, 1000 resamples");
    ArrayNode byRound = u.putArray("by_round");
    for (int r = 0; r <= rounds; r++) {
      double auroc = 0.785 - 0.273 * Math.exp(-4.2 * r / rounds);
      double[] score = {auroc, auroc - .075 + .002 * r, auroc + .071 - .003 * r};
      score(byRound.addObject().put("round", r), score);
    }
    score(u.putObject("non_private"), new double[] {.846, .789, .894});
    ArrayNode alone = u.putArray("local_only");
    for (int s = 0; s < sites.size(); s++) {
      double auroc = .703 - .02 * s;
      score(
          alone.addObject().put("site", sites.get(s)),
          new double[] {auroc, auroc - .08, auroc + .075});
    }
    ArrayNode roc = u.putArray("roc");
    curve(roc.addObject().put("label", "Federated, private, round 4"), 0.32);
    curve(roc.addObject().put("label", "Pooled, without privacy"), 0.2);
  }

  private static void score(ObjectNode node, double[] s) {
    node.put("auroc", s[0]).put("ci_low", s[1]).put("ci_high", s[2]);
  }

  private static void curve(ObjectNode node, double power) {
    ArrayNode points = node.putArray("points");
    for (int i = 0; i <= 50; i++) {
      double x = i / 50.0;
      points.addArray().add(x).add(Math.pow(x, power));
    }
  }

  private static void counts(ArrayNode counts, List<String> sites) {
    for (int s = 0; s < sites.size(); s++) {
      int files = 1248 - 140 * s;
      int instances = files - 9 - s;
      ObjectNode ingest = stage(counts, sites.get(s), "ingest", "files", "instances");
      ingest.put("rows_in", files).put("rows_out", instances);
      ArrayNode rejects = ingest.putArray("rejects");
      rejects.addObject().put("reason", "NOT_DICOM").put("count", 4);
      rejects.addObject().put("reason", "TRUNCATED_PIXELS").put("count", 3);
      rejects.addObject().put("reason", "UNSUPPORTED_TRANSFER_SYNTAX").put("count", 2 + s);
      ObjectNode minimize = stage(counts, sites.get(s), "minimize", "instances", "images");
      minimize.put("rows_in", instances).put("rows_out", instances - 6);
      minimize.putArray("rejects").addObject().put("reason", "BURNED_IN_TEXT").put("count", 6);
      ObjectNode encode = stage(counts, sites.get(s), "encode", "images", "embeddings");
      encode.put("rows_in", instances - 6).put("rows_out", instances - 6);
      encode.putArray("rejects");
    }
  }

  private static ObjectNode stage(
      ArrayNode counts, String site, String stage, String in, String out) {
    return counts
        .addObject()
        .put("site", site)
        .put("stage", stage)
        .put("input", in)
        .put("output", out);
  }

  private static void deidentification(ObjectNode d) {
    ArrayNode pictures = d.putArray("pictures");
    for (int i = 0; i < 2; i++) {
      pictures
          .addObject()
          .put("caption", "Fundus photograph, " + (i == 0 ? "right" : "left") + " eye")
          .put("before", ReportSamplePictures.fundus(i, 512, true))
          .put("after", ReportSamplePictures.fundus(i, 128, false));
    }
    ArrayNode headers = d.putArray("headers");
    header(headers, "(0010,0010)", "PatientName", "LINDQVIST^MAREN", null, "removed");
    header(
        headers, "(0010,0020)", "PatientID", "AEC-0041772", "9f31c0a7b2d84e55", "keyed pseudonym");
    header(headers, "(0010,0030)", "PatientBirthDate", "19870214", "age band 35–39", "generalised");
    header(
        headers, "(0008,0022)", "AcquisitionDate", "20240611", "day 0", "days since first visit");
    header(headers, "(0008,0080)", "InstitutionName", "Amber Eye Clinic", null, "removed");
    header(headers, "(0020,0062)", "ImageLaterality", "R", "R", "kept: needed by the purpose");
  }

  private static void header(
      ArrayNode headers, String tag, String name, String before, String... afterAndAction) {
    headers
        .addObject()
        .put("tag", tag)
        .put("name", name)
        .put("before", before)
        .put("after", afterAndAction[0])
        .put("action", afterAndAction[1]);
  }

  private static void audits(ArrayNode audits) {
    audits
        .addObject()
        .put("audit", "egress")
        .put("metric", "files outside the allow-list")
        .put("group", "all sites")
        .put("value", 0)
        .putNull("ci_low")
        .putNull("ci_high")
        .put("threshold", 0)
        .put("verdict", "pass")
        .put("basis", "public")
        .putNull("ledger_entry_hash");
  }
}
