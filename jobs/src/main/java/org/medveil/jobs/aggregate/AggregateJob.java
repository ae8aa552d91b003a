package org.medveil.jobs.aggregate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Zone;
import org.medveil.dp.Bundle;
import org.medveil.dp.SigningKey;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Keys;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.exchange.ExchangeLayout;
import org.medveil.jobs.exchange.GlobalModel;
import org.medveil.jobs.exchange.StartingPoint;
import org.medveil.jobs.tables.Folders;
import org.medveil.learning.ModelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The consortium's verb; starts no Spark session. */
@Command(
    name = "aggregate",
    description = {
      "Verify all sites' bundles of a round and write the next global model, signed.",
      "Strict: exactly the declared sites, every signature and receipt valid, or 65/77."
    },
    mixinStandardHelpOptions = true)
public final class AggregateJob extends Job {
  @Option(
      names = "--exchange",
      required = true,
      paramLabel = "URI",
      description = "The exchange folder.")
  private String exchange;

  @Option(names = "--round", required = true, description = "Round to aggregate, from 1.")
  private int round;

  @Option(
      names = "--consortium",
      required = true,
      paramLabel = "FILE",
      description = "Declaration of the consortium (HOCON).")
  private Path consortium;

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "DIR",
      description = "The consortium's keys (keys init).")
  private Path keys;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow("aggregate", Set.of(Zone.PUBLIC), Zone.PUBLIC));
  }

  @Override
  protected JobResult run(Progress progress) {
    ConsortiumDeclaration declared = ConsortiumDeclaration.read(consortium);
    SigningKey key = SigningKey.read(keys.resolve(Keys.SIGNING));
    Folders folders = Folders.at(exchange, new Configuration());
    ModelSpec initial = StartingPoint.model(declared.model(), declared.input(), declared.seed());
    StartingPoint start =
        StartingPoint.of(
            round, initial, Optional.of(folders), Optional.of(keys.resolve(Keys.VERIFYING)));
    List<Bundle> bundles = AggregateStep.bundles(folders, round, declared);
    progress.say(
        "round %d: %d bundles are there, signatures and receipts hold", round, bundles.size());
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("round", round);
    metrics.put("sites", receipts(bundles));
    Map<String, Object> outputs = Map.of("global", folders.uri(ExchangeLayout.global(round)));
    boolean written =
        folders.publish(
            ExchangeLayout.global(round), AggregateStep.next(round, start, bundles, declared, key));
    if (!written) {
      GlobalModel.read(folders, round, key.verifyingKey());
      return JobResult.unchanged(metrics, outputs);
    }
    progress.say("round %d: model for round %d written", round, round + 1);
    return JobResult.done(metrics, outputs);
  }

  private static List<Map<String, Object>> receipts(List<Bundle> bundles) {
    List<Map<String, Object>> receipts = new ArrayList<>();
    for (Bundle bundle : bundles) {
      Map<String, Object> receipt = new LinkedHashMap<>();
      receipt.put("site", bundle.manifest().site());
      receipt.put("epsilon", bundle.manifest().epsilonAfter());
      receipt.put("delta", bundle.manifest().delta());
      receipt.put("unit", bundle.manifest().unit().name().toLowerCase(java.util.Locale.ROOT));
      receipt.put("relation", bundle.manifest().relation());
      receipt.put("sampler", bundle.manifest().sampler());
      receipts.add(receipt);
    }
    return receipts;
  }
}
