package org.medveil.jobs.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medveil.jobs.cli.Progress;

/** The spine on a simulated consortium: keys, data, rounds, evaluation, and each hospital alone. */
final class DemoRun {
  private final DemoSettings demo;
  private final Verbs verbs;
  private final Progress progress;
  private final List<String> sites;

  DemoRun(DemoSettings demo, Verbs verbs, Progress progress) {
    this.demo = demo;
    this.verbs = verbs;
    this.progress = progress;
    this.sites = IntStream.rangeClosed(1, demo.sites()).mapToObj(demo::site).toList();
  }

  DemoFigures run() {
    cohort();
    Map<String, SiteCounts> counts = new LinkedHashMap<>();
    int dim = 0;
    for (String site : sites) {
      dim = prepare(site);
      counts.put(site, SiteCounts.of(demo.warehouse(site)));
    }
    prepare("holdout");
    DemoFiles.consortium(demo, "main", sites, dim);
    Map<String, List<Map<String, Object>>> train = new LinkedHashMap<>();
    for (int round = 1; round <= demo.rounds(); round++) {
      progress.say("--- round %d of %d ---", round, demo.rounds());
      for (String site : sites) {
        train
            .computeIfAbsent(site, name -> new ArrayList<>())
            .add(trainAndPublish(site, "main", round, demo.rounds(), DemoSettings.STEPS));
      }
      aggregate("main", round);
    }
    Map<String, Object> evaluation = evaluateFederated();
    Map<String, Map<String, Object>> alone = new LinkedHashMap<>();
    for (String site : sites) {
      alone.put(site, alone(site, dim));
    }
    return new DemoFigures(sites, counts, train, evaluation, alone);
  }

  private void cohort() {
    verbs.run(
        "simulate",
        "--out",
        demo.out().resolve("cohort").toString(),
        "--sites",
        "" + demo.sites(),
        "--patients",
        "" + demo.patients(),
        "--holdout",
        "" + demo.holdout(),
        "--seed",
        "" + demo.seed());
    DemoFiles.agreement(demo);
    verbs.run("keys", "init", "--out", demo.consortiumKeys().toString());
    for (String site : sites) {
      verbs.run("keys", "init", "--out", demo.keys(site).toString());
      DemoFiles.site(demo, site);
      ledger(site, "main");
    }
    verbs.run("keys", "init", "--out", demo.keys("holdout").toString());
  }

  private void ledger(String site, String campaign) {
    verbs.run(
        "budget",
        "init",
        "--conf",
        demo.conf(site).toString(),
        "--ledger",
        demo.ledger(site, campaign));
  }

  /** DICOM to vectors; returns their length. */
  private int prepare(String site) {
    String warehouse = demo.warehouse(site).toString();
    String data = demo.out().resolve("cohort").resolve(site).toString();
    verbs.run(
        "ingest",
        "--input",
        data + "/dicom",
        "--outcomes",
        data + "/outcomes.csv",
        "--warehouse",
        warehouse,
        "--keys",
        demo.keys(site).toString());
    verbs.run("minimize", "--warehouse", warehouse, "--agreement", demo.agreement().toString());
    verbs.run(
        "encode",
        "--warehouse",
        warehouse,
        "--agreement",
        demo.agreement().toString(),
        "--encoder",
        DemoSettings.ENCODER);
    return SiteCounts.vectorLength(demo.warehouse(site));
  }

  private Map<String, Object> trainAndPublish(
      String site, String campaign, int round, int rounds, int steps) {
    String warehouse = demo.warehouse(site).toString();
    String exchange = demo.exchange(campaign).toString();
    Map<String, Object> metrics =
        verbs.run(
            "train",
            "--conf",
            demo.conf(site).toString(),
            "--encoder",
            DemoSettings.ENCODER,
            "--scaling",
            DemoSettings.SCALING,
            "--warehouse",
            warehouse,
            "--agreement",
            demo.agreement().toString(),
            "--ledger",
            demo.ledger(site, campaign),
            "--campaign",
            campaign,
            "--round",
            "" + round,
            "--rounds",
            "" + rounds,
            "--steps",
            "" + steps,
            "--exchange",
            exchange,
            "--consortium-key",
            demo.consortiumKeys().resolve("signing.pub").toString());
    verbs.run(
        "publish",
        "--warehouse",
        warehouse,
        "--ledger",
        demo.ledger(site, campaign),
        "--campaign",
        campaign,
        "--exchange",
        exchange,
        "--round",
        "" + round,
        "--keys",
        demo.keys(site).toString());
    return metrics;
  }

  private void aggregate(String campaign, int round) {
    verbs.run(
        "aggregate",
        "--exchange",
        demo.exchange(campaign).toString(),
        "--round",
        "" + round,
        "--consortium",
        demo.consortium(campaign).toString(),
        "--keys",
        demo.consortiumKeys().toString());
  }

  private Map<String, Object> evaluateFederated() {
    String rounds =
        IntStream.rangeClosed(1, demo.rounds())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(","));
    String pooled =
        sites.stream()
            .map(site -> demo.warehouse(site).toString())
            .collect(Collectors.joining(","));
    return evaluate(
        "main",
        rounds,
        "--non-private-baseline",
        pooled,
        "--acknowledge",
        "simulated-or-public",
        "--baseline-steps",
        "" + DemoSettings.BASELINE_STEPS,
        "--baseline-learning-rate",
        "8.0");
  }

  /** The same budget and steps without the others, from a what-if ledger. */
  private Map<String, Object> alone(String site, int dim) {
    String campaign = "alone-" + site;
    DemoFiles.consortium(demo, campaign, List.of(site), dim);
    ledger(site, campaign);
    trainAndPublish(site, campaign, 1, 1, DemoSettings.STEPS * demo.rounds());
    aggregate(campaign, 1);
    return evaluate(campaign, "1");
  }

  private Map<String, Object> evaluate(String campaign, String rounds, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--encoder",
                DemoSettings.ENCODER,
                "--scaling",
                DemoSettings.SCALING,
                "--warehouse",
                demo.warehouse("holdout").toString(),
                "--agreement",
                demo.agreement().toString(),
                "--exchange",
                demo.exchange(campaign).toString(),
                "--round",
                rounds,
                "--consortium-key",
                demo.consortiumKeys().resolve("signing.pub").toString()));
    line.addAll(List.of(more));
    return verbs.run(line.toArray(String[]::new));
  }
}
