package org.medveil.jobs.auditreidentification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.medveil.audits.AuditRows;
import org.medveil.audits.reidentification.AttackResult;
import org.medveil.audits.reidentification.AuditPlan;
import org.medveil.audits.reidentification.GallerySearch;
import org.medveil.audits.reidentification.LinkageAudit;
import org.medveil.audits.reidentification.PixelPrint;
import org.medveil.audits.reidentification.ReidentificationAudit;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Zone;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditInput;
import org.medveil.jobs.audit.AuditOptions;
import org.medveil.jobs.audit.AuditOutput;
import org.medveil.jobs.audit.AuditVectors;
import org.medveil.jobs.audit.VectorOptions;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Can a patient be found again by an image's vector? */
@Command(
    name = "audit-reidentification",
    description = {
      "Try to find patients again by their images' vectors.",
      "Under gallery policies, by untrained and trained attackers, with chance levels, "
          + "near-duplicate control, confounders and intervals over patients. Exact figures: "
          + "they stay in this house."
    },
    mixinStandardHelpOptions = true)
public final class AuditReidentificationJob extends Job {
  static final String VERB = "audit-reidentification";

  @Mixin private VectorOptions vectors;
  @Mixin private AuditOptions audit;
  @Mixin private AttackOptions attack;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow(VERB, Set.of(Zone.PSEUDONYMOUS, Zone.PUBLIC), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return vectors.manifest(VERB, audit.out());
  }

  @Override
  protected JobResult run(Progress progress) {
    Resampling resampling = new Resampling(audit.replicates(), audit.seed(), 0.95);
    attack.plan(false, resampling);
    SparkSession spark = SparkSessions.open(VERB);
    AuditVectors read = AuditInput.read(spark, vectors);
    Optional<TableStore> store = vectors.store(spark);
    Map<String, PixelPrint> prints =
        store
            .map(open -> Prints.ofPixels(open, vectors.permitted().sha256()))
            .orElseGet(() -> Prints.ofHashes(read));
    AuditPlan plan = attack.plan(!prints.isEmpty(), resampling);
    AuditRows rows = read.inMemory();
    progress.say("%d images of %d patients, %d left out", rows.size(), rows.patients(), left(read));
    GallerySearch search =
        new ClusterSearch(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            ClusterSearch.Settings.seeded(audit.seed()));
    // First, because a release that holds a probe refuses the run.
    Optional<Linkage> linkage =
        attack.gallery().map(file -> linkage(spark, file, new Sought(rows, plan, search)));
    ReidentificationAudit.Outcome outcome =
        new ReidentificationAudit(rows, plan, prints, search).run();
    progress.say("%d searches judged", outcome.attacks().size());
    AuditDocument document =
        new ReidentificationDocument(
                new ReidentificationDocument.Audited(read, rows, plan, audit.simulatedBy()),
                outcome,
                linkage)
            .document();
    return AuditOutput.write(document, audit.out(), store);
  }

  private static long left(AuditVectors read) {
    return read.read() - read.used();
  }

  private record Sought(AuditRows rows, AuditPlan plan, GallerySearch search) {}

  /** Another release, read as strictly as the first. */
  private static Linkage linkage(SparkSession spark, String file, Sought sought) {
    VectorOptions options = new VectorOptions();
    new CommandLine(new Empty()).addMixin("release", options).parseArgs("--vectors", file);
    AuditVectors release = AuditInput.read(spark, options);
    LinkageAudit audit =
        new LinkageAudit(sought.rows, release.inMemory(), sought.plan, sought.search);
    List<AttackResult> attacks = new ArrayList<>(audit.run());
    return new Linkage(attacks, audit.membership(), release.subjectSha256());
  }

  @Command
  private static final class Empty {}
}
