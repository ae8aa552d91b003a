package org.medveil.jobs.auditmembership;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.medveil.audits.membership.MembershipAudit;
import org.medveil.audits.membership.ShadowDesign;
import org.medveil.audits.membership.Shadows;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
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
import org.medveil.learning.ModelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Membership inference against models of the house's own patients. The figures stay there. */
@Command(
    name = "audit-membership",
    description = {
      "Can it be told from a model who trained it? LiRA and RMIA on patients, with shadow models.",
      "Models without privacy always, private ones when a claim is given; ends with 65 when an"
          + " attack does better than the claim allows. The figures are not noised and stay in this"
          + " house."
    },
    mixinStandardHelpOptions = true)
public final class AuditMembershipJob extends Job {
  static final String VERB = "audit-membership";

  @Mixin private VectorOptions vectors;
  @Mixin private AuditOptions options;
  @Mixin private TrainingOptions training;

  @Option(
      names = "--model",
      defaultValue = "logistic",
      description = "Model over the vectors: logistic or mlp (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--models",
      defaultValue = "64",
      description =
          "Models in all, even; each is attacked with the others as shadows (default:"
              + " ${DEFAULT-VALUE}).")
  private int models;

  @Option(
      names = "--population",
      defaultValue = "0.2",
      description = "Share of patients kept out of all models (default: ${DEFAULT-VALUE}).")
  private double population;

  @Option(
      names = "--scaling",
      defaultValue = "unit-norm",
      description = "Feature scaling: none, unit-norm or standardised (default: ${DEFAULT-VALUE}).")
  private String scaling;

  @Option(
      names = "--duplicate-cosine",
      defaultValue = "0.995",
      description =
          "Cosine of standardised vectors from which images of two patients are one image; one"
              + " patient is left out (default: ${DEFAULT-VALUE}).")
  private double duplicateCosine;

  @Option(
      names = "--alarm-confidence",
      defaultValue = "0.99",
      description = "Confidence at which a claim counts as refuted (default: ${DEFAULT-VALUE}).")
  private double alarmConfidence;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow(VERB, Set.of(Zone.PSEUDONYMOUS, Zone.PUBLIC), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return vectors.manifest(VERB, options.out());
  }

  @Override
  protected JobResult run(Progress progress) {
    ShadowDesign.check(models, population);
    Features.check(scaling);
    Resampling resampling = new Resampling(options.replicates(), options.seed(), 0.95);
    Optional<TrainingOptions.Claimed> claimed = training.claimed();
    SparkSession spark = SparkSessions.open(VERB);
    AuditVectors read = AuditInput.read(spark, vectors);
    Population cohort = Population.of(read.inMemory(), scaling, duplicateCosine);
    ShadowDesign design =
        ShadowDesign.of(cohort.patients().size(), models, population, options.seed());
    ShadowModels shadows =
        new ShadowModels(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            ModelSpec.named(model, read.dim(), options.seed()),
            cohort.patients(),
            design);
    List<Measured> measured = new ArrayList<>();
    measured.add(measured(shadows, training.baseline(), Optional.empty(), cohort, resampling));
    progress.say("%d models without privacy attacked", models);
    claimed.ifPresent(
        c -> {
          measured.add(measured(shadows, c.training(), Optional.of(c.claim()), cohort, resampling));
          progress.say("%d private models attacked", models);
        });
    MembershipDocument words =
        new MembershipDocument(
            new MembershipDocument.Settings(
                model, design, scaling, duplicateCosine, alarmConfidence, options),
            read,
            cohort,
            measured);
    AuditDocument document = words.document();
    document.found().forEach(line -> progress.say("%s", line));
    JobResult result = AuditOutput.write(document, options.out(), vectors.store(spark));
    if (measured.stream().anyMatch(m -> m.refuted(alarmConfidence))) {
      throw Refusal.badData(
          "an attack does better than the claimed epsilon allows, with confidence "
              + alarmConfidence,
          "do not publish from this trainer; run audit-privacy: docs/privacy/audits.md");
    }
    return result;
  }

  private static Measured measured(
      ShadowModels models,
      ShadowTraining training,
      Optional<org.medveil.audits.privacy.Claim> claim,
      Population cohort,
      Resampling resampling) {
    Shadows shadows = models.trained(training);
    return new Measured(
        training.name(),
        claim,
        shadows.meanUnseenAuroc(),
        new MembershipAudit(shadows, cohort.names(), cohort.groups(), resampling).results());
  }
}
