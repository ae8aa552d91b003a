package org.medveil.jobs.auditfairness;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.medveil.audits.fairness.FairnessAudit;
import org.medveil.audits.fairness.FairnessHistory;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Zone;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditOptions;
import org.medveil.jobs.audit.AuditOutput;
import org.medveil.jobs.audit.AuditVerdict;
import org.medveil.jobs.audit.VectorOptions;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.SparkSessions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does the model serve every group? */
@Command(
    name = "audit-fairness",
    description = {
      "Measure a model by sex, age band, ethnicity, site, scanner, laterality and pairs of them.",
      "Either global models of the exchange on a hold-out's embeddings, or a file of scores. Small "
          + "groups are not shown. The figures are not noised and stay in this house."
    },
    mixinStandardHelpOptions = true)
public final class AuditFairnessJob extends Job {
  private static final String ACKNOWLEDGED = "simulated-or-public";

  @Mixin private AuditOptions audit;
  @Mixin private VectorOptions vectors;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description = "A .csv or .parquet file of scores, instead of --warehouse and --exchange.")
  private String scores;

  @Option(names = "--exchange", paramLabel = "URI", description = "The exchange folder.")
  private String exchange;

  @Option(
      names = "--round",
      split = ",",
      description = "Rounds to score; the last is the model under audit, all are its history.")
  private List<Integer> rounds = List.of();

  @Option(
      names = "--consortium-key",
      paramLabel = "FILE",
      description = "The consortium's public key.")
  private Path consortiumKey;

  @Option(
      names = "--scaling",
      defaultValue = "public-reference",
      paramLabel = "NAME",
      description = "Feature scaling the model was trained with (default: ${DEFAULT-VALUE}).")
  private String scaling;

  @Option(
      names = "--non-private-baseline",
      split = ",",
      paramLabel = "URI",
      description = "Warehouses to pool for a model without privacy. Needs --acknowledge.")
  private List<String> baseline = List.of();

  @Option(
      names = "--acknowledge",
      paramLabel = "TEXT",
      description =
          "'" + ACKNOWLEDGED + "': the pooled data is not of real patients, or is public.")
  private String acknowledge;

  @Option(
      names = "--by",
      split = ",",
      defaultValue = "sex,age_band,ethnicity,site,scanner,laterality",
      paramLabel = "NAME",
      description = "Attributes to tell people apart by (default: ${DEFAULT-VALUE}).")
  private List<String> by;

  @Option(
      names = "--threshold",
      description =
          "Probability from which an image is called, for all groups alike; by default the one that"
              + " calls as many images as have the event.")
  private Double threshold;

  @Option(
      names = "--largest-gap",
      description =
          "A claim to test: no group's AUROC lies more than this below everyone else's. Exit 65"
              + " when an interval lies wholly beyond it.")
  private Double largestGap;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(
        new Flow("audit-fairness", Set.of(Zone.PSEUDONYMOUS, Zone.PUBLIC), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return vectors.manifest("audit-fairness", audit.out());
  }

  @Override
  protected JobResult run(Progress progress) {
    check();
    Resampling resampling = new Resampling(audit.replicates(), audit.seed(), 0.95);
    GroupColumns columns = new GroupColumns(by);
    SparkSession spark = SparkSessions.open("audit-fairness");
    Scored scored =
        scores != null
            ? ScoresFile.read(spark, scores, columns)
            : new ExchangeModels(
                    spark,
                    vectors,
                    new ExchangeModels.Settings(exchange, rounds, consortiumKey, scaling, baseline))
                .scored(columns);
    progress.say("%d images scored", scored.last().rows().size());
    FairnessAudit found =
        FairnessAudit.of(
            scored.last(),
            threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold),
            resampling);
    Optional<FairnessHistory> history =
        scored.byRound().size() > 1
            ? Optional.of(FairnessHistory.of(scored.byRound(), resampling))
            : Optional.empty();
    AuditDocument document =
        new FairnessDocument(found, history, scored, Optional.ofNullable(largestGap))
            .written(audit, columns);
    JobResult kept = AuditOutput.write(document, audit.out(), vectors.store(spark));
    if (document.verdict() == AuditVerdict.FAIL) {
      throw Refusal.badData(
          "a group's AUROC lies more than --largest-gap below everyone else's",
          "the figures stand in " + kept.outputs().get("document"));
    }
    return kept;
  }

  private void check() {
    boolean fromExchange = exchange != null || !rounds.isEmpty() || consortiumKey != null;
    if (scores != null && (fromExchange || vectors.warehouse().isPresent())) {
      throw Refusal.usage(
          "--scores stands for itself", "leave out --warehouse, --exchange and --round");
    }
    if (vectors.vectors().isPresent()) {
      throw Refusal.usage(
          "audit-fairness needs scores, not vectors",
          "give --scores, or --warehouse and --exchange");
    }
    boolean whole = exchange != null && !rounds.isEmpty() && consortiumKey != null;
    if (scores == null && !(whole && vectors.warehouse().isPresent())) {
      throw Refusal.usage(
          "audit-fairness needs --scores, or --warehouse, --exchange, --round and --consortium-key",
          "see --help");
    }
    if (!baseline.isEmpty() && !ACKNOWLEDGED.equals(acknowledge)) {
      throw Refusal.policy(
          "a model without privacy must not be trained on patients' pooled data",
          "for simulated or public data: --acknowledge " + ACKNOWLEDGED);
    }
    boolean sane =
        (threshold == null || (threshold >= 0 && threshold <= 1))
            && (largestGap == null || (largestGap >= 0 && largestGap < 1));
    if (!sane) {
      throw Refusal.usage("--threshold and --largest-gap lie between 0 and 1", "");
    }
  }
}
