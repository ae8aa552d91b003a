package org.medveil.jobs.disentangle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.medveil.audits.AuditRows;
import org.medveil.audits.erasure.Concept;
import org.medveil.audits.erasure.EraserCard;
import org.medveil.audits.erasure.EraserFile;
import org.medveil.audits.erasure.ErasurePlan;
import org.medveil.audits.erasure.FittedEraser;
import org.medveil.audits.reidentification.PatientSplit;
import org.medveil.audits.reidentification.TrainingSettings;
import org.medveil.audits.removal.Attacker;
import org.medveil.audits.removal.Removal;
import org.medveil.audits.removal.RemovalSettings;
import org.medveil.audits.removal.Target;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
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
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits an eraser on some patients, tries it on others, and writes eraser and document. */
@Command(
    name = "disentangle",
    description = {
      "Erase demographics, site or identity from vectors and keep the task; measure both on patients no fit has seen.",
      "The eraser is for encode --eraser. It is made of patients without noise and stays in the house."
    },
    mixinStandardHelpOptions = true)
public final class DisentangleJob extends Job {
  /** File name of the eraser in the folder of {@code --out}. */
  static final String ERASER = "eraser.bin";

  @Mixin private VectorOptions vectors;
  @Mixin private AuditOptions audit;
  @Mixin private PlanChoice choice;
  @Mixin private BasisChoice basis;

  @Option(
      names = "--train-share",
      defaultValue = "0.75",
      description = "Share of patients that all fits are made on (default: ${DEFAULT-VALUE}).")
  private double trainShare;

  @Option(
      names = "--probe-images",
      defaultValue = "4",
      paramLabel = "M",
      description =
          "Images of the last visit that pooled attackers have (default: ${DEFAULT-VALUE}).")
  private int probeImages;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(
        new Flow("disentangle", Set.of(Zone.PSEUDONYMOUS, Zone.PUBLIC), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return vectors.manifest("disentangle", audit.out());
  }

  @Override
  protected JobResult run(Progress progress) throws IOException {
    ErasurePlan plan = choice.plan();
    List<Integer> ranks = choice.frontier();
    EraserCard.Basis made = basis.basis(vectors);
    Resampling resampling = new Resampling(audit.replicates(), audit.seed(), 0.95);
    if (!(trainShare > 0 && trainShare < 1)) {
      throw Refusal.usage("--train-share lies between 0 and 1", "e.g. 0.75");
    }
    SparkSession spark = SparkSessions.open("disentangle");
    AuditVectors read = AuditInput.read(spark, vectors);
    AuditRows rows = read.inMemory();
    PatientSplit split = new PatientSplit(audit.seed(), trainShare);
    AuditRows train = rows.where(split::first);
    AuditRows test = rows.where(row -> !split.first(row));
    progress.say("fitting on %d rows, trying on %d", train.size(), test.size());
    FittedEraser fitted = FittedEraser.fit(train, plan);
    RemovalSettings settings =
        new RemovalSettings(resampling, TrainingSettings.seeded(audit.seed()), probeImages);
    Removal removal = new Removal(train, test, settings);
    DisentangleDocument.Measured measured =
        new DisentangleDocument.Measured(
            plan.words(),
            plan.kept(),
            test.patients(),
            removal.attacks(fitted.eraser(), List.of(Attacker.values())),
            removal.questions(fitted.eraser(), targets(train)),
            Frontier.of(removal, train, plan, ranks));
    EraserFile file = new EraserFile(card(spark, plan, made), fitted.eraser());
    keep(file);
    int unasked = targets(train).size() - measured.questions().size();
    AuditDocument document = DisentangleDocument.of(measured, facts(read, fitted, file, unasked));
    return result(written(document, spark), file, fitted, read);
  }

  private static List<Target> targets(AuditRows train) {
    List<Target> targets = new ArrayList<>(List.of(Target.label()));
    for (Concept concept : Concept.values()) {
      targets.add(Target.of(concept, train));
    }
    return targets;
  }

  private EraserCard card(SparkSession spark, ErasurePlan plan, EraserCard.Basis made) {
    BasisChoice.Source source =
        vectors.warehouse().isPresent()
            ? basis.ofWarehouse(TableStore.open(spark, vectors.warehouse().get()), vectors)
            : basis.ofFile();
    return new EraserCard(source.id(), source.sha256(), plan.words(), plan.kept(), made);
  }

  private void keep(EraserFile file) throws IOException {
    Files.createDirectories(audit.out());
    Path draft = audit.out().resolve(ERASER + ".tmp");
    Files.write(draft, file.bytes());
    Files.move(
        draft,
        audit.out().resolve(ERASER),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private AuditFacts facts(AuditVectors read, FittedEraser fitted, EraserFile file, int unasked) {
    return AuditFacts.of(
        read.subjectSha256(),
        audit.simulatedBy(),
        DisentangleDocument.settings(
            "eraser", file.card().erased(),
            "kept", file.card().kept(),
            "basis", file.card().basis(),
            "encoder", file.card().encoderId(),
            "rank", fitted.eraser().rank(),
            "rows of the fit", fitted.used(),
            "rows of the fit left out", fitted.leftOut(),
            "rows read", read.read(),
            "rows left out", read.read() - read.used(),
            "questions not asked (unknown, or fewer than 4 patients of an answer)", unasked,
            "train share", trainShare,
            "probe images", probeImages,
            "replicates", audit.replicates(),
            "seed", audit.seed()),
        Map.of("eraser", file.sha256()));
  }

  private JobResult written(AuditDocument document, SparkSession spark) {
    return AuditOutput.write(document, audit.out(), vectors.store(spark));
  }

  private JobResult result(
      JobResult written, EraserFile file, FittedEraser fitted, AuditVectors read) {
    Map<String, Object> metrics = new LinkedHashMap<>(written.metrics());
    metrics.put("eraserSha256", file.sha256());
    metrics.put("rank", fitted.eraser().rank());
    metrics.put("rows", read.read());
    metrics.put("rowsLeftOut", read.read() - read.used());
    metrics.put("fitRows", fitted.used());
    metrics.put("fitRowsLeftOut", fitted.leftOut());
    Map<String, Object> outputs = new LinkedHashMap<>(written.outputs());
    outputs.put("eraser", audit.out().resolve(ERASER).toString());
    return new JobResult(written.status(), metrics, outputs, written.inputs());
  }
}
