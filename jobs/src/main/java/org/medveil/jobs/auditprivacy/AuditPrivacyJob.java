package org.medveil.jobs.auditprivacy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.medveil.audits.privacy.CanaryRoom;
import org.medveil.audits.privacy.Levels;
import org.medveil.audits.privacy.PairedWorlds;
import org.medveil.audits.privacy.PrivacyAudit;
import org.medveil.audits.privacy.Training;
import org.medveil.audits.privacy.ViewFinding;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Zone;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditOutput;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;
import org.medveil.jobs.train.DriverSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Audits the trainer with canaries; no patient is read, and nothing of a site's budget is spent.
 */
@Command(
    name = "audit-privacy",
    description = {
      "Audit the epsilon of private training with canary patients, through the trainer itself.",
      "Gives a lower bound of epsilon (unit patient, add/remove one, sampler Poisson) and ends with"
          + " 65 when the claim is refuted. No patient is read. The noise is fresh: two audits"
          + " differ."
    },
    mixinStandardHelpOptions = true)
public final class AuditPrivacyJob extends Job {
  static final String VERB = "audit-privacy";

  @Mixin private ClaimOptions claim;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder in this house for the audit's document.")
  private Path out;

  @Option(
      names = "--warehouse",
      paramLabel = "URI",
      description = "Also add the figures to this warehouse's table audit_findings.")
  private String warehouse;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description =
          "Seed of coins, vectors and splits; noise and draws are the trainer's own and fresh"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--clipping-norm",
      defaultValue = "1.0",
      description = "Clipping norm of the audited run (default: ${DEFAULT-VALUE}).")
  private double clippingNorm;

  @Option(
      names = "--canaries",
      defaultValue = "1000",
      description = "Canaries of one run, half of them in (default: ${DEFAULT-VALUE}).")
  private int canaries;

  @Option(
      names = "--runs",
      defaultValue = "20",
      description = "Runs with canaries (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--images",
      defaultValue = "3",
      description = "Images of each canary (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--worlds",
      defaultValue = "160",
      description =
          "Runs over the same few patients, half of them with one more (default:"
              + " ${DEFAULT-VALUE}).")
  private int worlds;

  @Option(
      names = "--confidence",
      defaultValue = "0.95",
      description = "Confidence of each lower bound (default: ${DEFAULT-VALUE}).")
  private double confidence;

  @Option(
      names = "--alarm-confidence",
      defaultValue = "0.99",
      description =
          "Confidence, over all tests together, at which the claim counts as refuted (default:"
              + " ${DEFAULT-VALUE}).")
  private double alarmConfidence;

  @Option(
      names = "--driver",
      defaultValue = "auto",
      description = "Where steps are computed: auto, job, resident, local; as in train.")
  private String driver;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow(VERB, Set.of(Zone.PUBLIC), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return Optional.of(out.resolve(VERB + ".manifest.json"));
  }

  @Override
  protected JobResult run(Progress progress) {
    PrivacyAudit audit =
        new PrivacyAudit(
            new CanaryRoom(canaries, runs, images),
            PairedWorlds.ofSmallNet(worlds),
            new Levels(confidence, alarmConfidence));
    DriverSettings where = DriverSettings.named(driver);
    LedgerReceipt receipt = claim.receipt();
    SubsampledGaussian mechanism = ClaimOptions.mechanism(receipt);
    Training training =
        new Training(
            new SamplingPlan(mechanism.samplingRate(), mechanism.steps()),
            mechanism.noiseMultiplier(),
            clippingNorm,
            Math.max(1, canaries / 2));
    SparkSession spark = SparkSessions.open(VERB);
    NoiseSource noise = NoiseSource.load();
    SparkTrainer trainer =
        new SparkTrainer(
            JavaSparkContext.fromSparkContext(spark.sparkContext()), receipt, noise, where);
    progress.say("%d runs with %d canaries each, %d worlds", runs, canaries, worlds);
    PrivacyAudit.Findings findings = audit.of(trainer, training, receipt.delta(), seed);
    AuditDocument document =
        new PrivacyDocument(audit, findings, clippingNorm, noise.id(), seed).document();
    document.found().forEach(line -> progress.say("%s", line));
    JobResult result =
        AuditOutput.write(
            document, out, Optional.ofNullable(warehouse).map(uri -> TableStore.open(spark, uri)));
    findings.refutation().ifPresent(AuditPrivacyJob::refute);
    return result;
  }

  static void refute(ViewFinding view) {
    throw Refusal.badData(
        String.format(
            Locale.ROOT,
            "the claimed epsilon is refuted with confidence %s (view '%s')",
            view.refutedAt(),
            view.view()),
        "do not publish from this trainer: docs/privacy/audits.md says what each view points at");
  }
}
