package org.medveil.jobs.publish;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Zone;
import org.medveil.dp.Bundle;
import org.medveil.dp.BundleManifest;
import org.medveil.dp.Bundles;
import org.medveil.dp.DeltaCodec;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.Release;
import org.medveil.dp.SigningKey;
import org.medveil.jobs.cli.DatasetVersion;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Keys;
import org.medveil.jobs.cli.Lineage;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.exchange.BundleFolder;
import org.medveil.jobs.exchange.ExchangeLayout;
import org.medveil.jobs.exchange.SiteUpdate;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.LedgerOptions;
import org.medveil.jobs.tables.ManifestPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Carries a committed update over the wall; starts no Spark session. */
@Command(
    name = "publish",
    description = {
      "Sign a committed site update and put it into the exchange: three small files, once.",
      "The ledger must vouch for the update's bytes, or 77. Running again returns what is "
          + "there."
    },
    mixinStandardHelpOptions = true)
public final class PublishJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The site's warehouse.")
  private String warehouse;

  @Option(
      names = "--exchange",
      required = true,
      paramLabel = "URI",
      description = "The exchange folder.")
  private String exchange;

  @Option(names = "--round", required = true, description = "Round to publish, from 1.")
  private int round;

  @Option(
      names = "--campaign",
      defaultValue = "main",
      paramLabel = "NAME",
      description = "Campaign to publish (default: ${DEFAULT-VALUE}).")
  private String campaign;

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "DIR",
      description = "The site's keys (keys init).")
  private Path keys;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow("publish", Set.of(Zone.PROTECTED), Zone.PUBLIC));
  }

  /** In the house: nothing but the bundle goes into the exchange. */
  @Override
  protected Optional<Path> manifestFile() {
    return ManifestPath.of(warehouse, "publish-" + campaign + "-round-" + round);
  }

  @Override
  protected JobResult run(Progress progress) throws Exception {
    SigningKey key = SigningKey.read(keys.resolve(Keys.SIGNING));
    Configuration hadoop = new Configuration();
    Map<String, byte[]> update =
        Folders.at(warehouse, hadoop)
            .read(SiteUpdate.folder(campaign, round))
            .orElseThrow(
                () -> Refusal.badData("round " + round + " has no site update", "run train first"));
    BundleManifest manifest = BundleManifest.parse(update.get(SiteUpdate.FACTS));
    ModelDelta delta = DeltaCodec.decode(update.get(SiteUpdate.DELTA));
    Folders folders = Folders.at(exchange, hadoop);
    String folder = ExchangeLayout.bundle(round, manifest.site());
    Bundle bundle;
    try (PrivacyLedger open = ledger.open()) {
      Release<ModelDelta> release = open.vouch(manifest.ledgerEntryHash(), delta);
      bundle = Bundles.create(manifest, release, key);
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(ExchangeLayout.DELTA, bundle.deltaBytes());
    files.put(ExchangeLayout.MANIFEST, bundle.manifestBytes());
    files.put(ExchangeLayout.SIGNATURE, bundle.signature());
    long bytes = files.values().stream().mapToLong(file -> file.length).sum();
    progress.say("round %d: the ledger vouches for the update; %d bytes to leave", round, bytes);
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("round", round);
    metrics.put("site", manifest.site());
    metrics.put("files", files.size());
    metrics.put("bytes", bytes);
    metrics.put("deltaSha256", manifest.deltaSha256());
    Map<String, Object> outputs = Map.of("bundle", folders.uri(folder));
    Optional<String> delta256 = Optional.of(manifest.deltaSha256());
    Lineage lineage =
        Lineage.of(
            List.of(
                DatasetVersion.at(
                    Folders.at(warehouse, hadoop).uri(SiteUpdate.folder(campaign, round)),
                    delta256)),
            List.of(DatasetVersion.at(folders.uri(folder), delta256)));
    if (folders.publish(folder, files)) {
      progress.say("%d bytes are in the exchange", bytes);
      return JobResult.done(metrics, outputs).with(lineage);
    }
    Bundle there = BundleFolder.read(folders, round, manifest.site(), key.verifyingKey());
    if (!there.manifest().deltaSha256().equals(manifest.deltaSha256())) {
      throw Refusal.badData(
          "round " + round + " of site " + manifest.site() + " was published with another update",
          "one bundle per site and round, ever");
    }
    return JobResult.unchanged(metrics, outputs).with(lineage);
  }
}
