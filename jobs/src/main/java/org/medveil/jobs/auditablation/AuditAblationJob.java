package org.medveil.jobs.auditablation;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ablation.PatchGrid;
import org.medveil.audits.erasure.Concept;
import org.medveil.audits.reidentification.PatientSplit;
import org.medveil.audits.reidentification.TrainingSettings;
import org.medveil.audits.removal.Removal;
import org.medveil.audits.removal.RemovalSettings;
import org.medveil.audits.removal.Target;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.contracts.Zone;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditFacts;
import org.medveil.jobs.audit.AuditInput;
import org.medveil.jobs.audit.AuditOptions;
import org.medveil.jobs.audit.AuditOutput;
import org.medveil.jobs.audit.AuditVectors;
import org.medveil.jobs.audit.VectorOptions;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.StageProgress;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.encode.Encoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes parts of images, and directions of vectors, away and looks at what is left. */
@Command(
    name = "audit-ablation",
    description = {
      "Which part of an image, and which directions of its vector, carry identity, demographics and disease.",
      "Writes averaged maps and their rank correlations; exact figures stay in the house."
    },
    mixinStandardHelpOptions = true)
public final class AuditAblationJob extends Job {
  @Mixin private VectorOptions vectors;
  @Mixin private AuditOptions audit;
  @Mixin private AblationOptions ablation;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(
        new Flow("audit-ablation", Set.of(Zone.PSEUDONYMOUS, Zone.PUBLIC), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return vectors.manifest("audit-ablation", audit.out());
  }

  @Override
  protected JobResult run(Progress progress) {
    Resampling resampling = new Resampling(audit.replicates(), audit.seed(), 0.95);
    List<Integer> ranks = ablation.ranks();
    PatientSplit split = new PatientSplit(audit.seed(), ablation.trainShare());
    int most = ablation.images();
    Optional<CoveringEncoder> encoder = ablation.encoder(vectors);
    SparkSession spark = SparkSessions.open("audit-ablation");
    AuditVectors read = AuditInput.read(spark, vectors);
    AuditRows rows = read.inMemory();
    AuditRows train = rows.where(split::first);
    AuditRows test = rows.where(row -> !split.first(row));
    List<Target> targets = targets(train);
    RemovalSettings settings =
        new RemovalSettings(resampling, TrainingSettings.seeded(audit.seed()), 1);
    List<FeatureAblation.Point> points =
        FeatureAblation.of(new Removal(train, test, settings), train, ranks, targets);
    Optional<PixelAblation.Maps> maps =
        encoder.map(
            choice -> {
              PixelAblation pixels = new PixelAblation(train, test, targets);
              List<OcclusionStep.Asked> asked = pixels.asked(most);
              return pixels.summary(
                  asked.size(), mapped(spark, choice, asked, progress), resampling);
            });
    AuditDocument document =
        AblationDocument.of(points, maps, across(encoder), facts(read, encoder, maps));
    JobResult written = AuditOutput.write(document, audit.out(), vectors.store(spark));
    Map<String, Object> metrics = new LinkedHashMap<>(written.metrics());
    metrics.put("rows", read.read());
    metrics.put("rowsLeftOut", read.read() - read.used());
    metrics.put("imagesCovered", maps.map(PixelAblation.Maps::images).orElse(0));
    metrics.put("imagesLeftOut", maps.map(PixelAblation.Maps::leftOut).orElse(0));
    return new JobResult(written.status(), metrics, written.outputs(), written.inputs());
  }

  private List<OcclusionStep.Mapped> mapped(
      SparkSession spark,
      CoveringEncoder choice,
      List<OcclusionStep.Asked> asked,
      Progress progress) {
    TableStore store = TableStore.open(spark, vectors.warehouse().orElseThrow());
    String policy = vectors.permitted().sha256();
    Encoder built = choice.build();
    boolean there =
        !store
            .read(Tables.EMBEDDINGS)
            .filter(
                col("policy_sha256")
                    .equalTo(policy)
                    .and(col("encoder_sha256").equalTo(built.sha256())))
            .isEmpty();
    if (!there || !vectors.encoder().map(built.id()::equals).orElse(true)) {
      throw Refusal.policy(
          "the embeddings are not of the encoder " + built.id(),
          "name the encoder that made them, with its card and eraser");
    }
    OcclusionStep.Covering covering =
        new OcclusionStep.Covering(choice, ablation.patch(choice.resolution()));
    return StageProgress.during(
        spark, progress, () -> OcclusionStep.run(store, policy, asked, covering));
  }

  private int across(Optional<CoveringEncoder> encoder) {
    return encoder
        .map(
            choice ->
                new PatchGrid(
                        choice.resolution(),
                        choice.resolution(),
                        ablation.patch(choice.resolution()))
                    .across())
        .orElse(1);
  }

  private static List<Target> targets(AuditRows train) {
    List<Target> targets = new ArrayList<>(List.of(Target.label()));
    for (Concept concept : List.of(Concept.SEX, Concept.AGE, Concept.ETHNICITY)) {
      targets.add(Target.of(concept, train));
    }
    return targets;
  }

  private AuditFacts facts(
      AuditVectors read, Optional<CoveringEncoder> encoder, Optional<PixelAblation.Maps> maps) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("ranks", ablation.ranks().toString());
    settings.put("train share", "" + ablation.trainShare());
    settings.put("replicates", "" + audit.replicates());
    settings.put("seed", "" + audit.seed());
    settings.put("rows read", "" + read.read());
    settings.put("rows left out", "" + (read.read() - read.used()));
    encoder.ifPresent(
        choice -> {
          settings.put("encoder", choice.name());
          settings.put("patch", ablation.patch(choice.resolution()) + " pixels");
        });
    maps.ifPresent(
        m -> {
          settings.put("images covered", "" + m.images());
          settings.put("images left out", "" + m.leftOut());
        });
    return AuditFacts.of(read.subjectSha256(), audit.simulatedBy(), settings, Map.of());
  }
}
