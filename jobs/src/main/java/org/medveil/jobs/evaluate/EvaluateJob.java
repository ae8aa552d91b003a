package org.medveil.jobs.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.contracts.Zone;
import org.medveil.dp.VerifyingKey;
import org.medveil.dp.evaluation.Auroc;
import org.medveil.dp.evaluation.Interval;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.cohort.EncoderOption;
import org.medveil.jobs.cohort.EraserOption;
import org.medveil.jobs.exchange.GlobalModel;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.Classifier;
import org.medveil.learning.FeatureScaling;
import org.medveil.learning.NonPrivateBaseline;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores global models on a hold-out. The figures are un-noised: they stay where the data is. */
@Command(
    name = "evaluate",
    description = {
      "Score one or all rounds' global models on a hold-out warehouse by AUROC.",
      "With a 95 %% patient-cluster bootstrap interval. The figures are not noised and must "
          + "stay in this house, unless the hold-out is public or simulated."
    },
    mixinStandardHelpOptions = true)
public final class EvaluateJob extends Job {
  private static final int RESAMPLES = 1000;
  private static final String ACKNOWLEDGED = "simulated-or-public";

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The hold-out's warehouse.")
  private String warehouse;

  @Option(
      names = "--agreement",
      required = true,
      paramLabel = "FILE",
      description = "Data-use agreement of the hold-out (HOCON).")
  private Path agreement;

  @Option(
      names = "--exchange",
      required = true,
      paramLabel = "URI",
      description = "The exchange folder.")
  private String exchange;

  @Option(
      names = "--round",
      required = true,
      split = ",",
      description = "Round or rounds to score, e.g. 1,2,3.")
  private List<Integer> rounds;

  @Option(
      names = "--consortium-key",
      required = true,
      paramLabel = "FILE",
      description = "The consortium's public key.")
  private Path consortiumKey;

  @Mixin private EncoderOption encoder;

  @Mixin private EraserOption eraser;

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
      description =
          "Warehouses to pool for a model without any privacy, as a yardstick. Needs --acknowledge.")
  private List<String> baseline = List.of();

  @Option(
      names = "--baseline-steps",
      defaultValue = "400",
      description = "Gradient steps of the yardstick (default: ${DEFAULT-VALUE}).")
  private int baselineSteps;

  @Option(
      names = "--baseline-learning-rate",
      defaultValue = "8.0",
      description = "Its learning rate, Nesterov momentum 0.9 (default: ${DEFAULT-VALUE}).")
  private double baselineLearningRate;

  @Option(
      names = "--acknowledge",
      paramLabel = "TEXT",
      description =
          "'" + ACKNOWLEDGED + "': the pooled data is not of real patients, or is public.")
  private String acknowledge;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(
        new Flow("evaluate", Set.of(Zone.PSEUDONYMOUS, Zone.PUBLIC), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return ManifestPath.of(warehouse, "evaluate");
  }

  @Override
  protected JobResult run(Progress progress) {
    if (!baseline.isEmpty() && !ACKNOWLEDGED.equals(acknowledge)) {
      throw Refusal.policy(
          "a model without privacy must not be trained on patients' pooled data",
          "for simulated or public data: --acknowledge " + ACKNOWLEDGED);
    }
    DataUseAgreement granted = DataUseAgreement.read(agreement);
    granted.permit(null, java.time.LocalDate.now());
    int channels = granted.grayscale() ? 1 : 3;
    int size = granted.resolution();
    Encoder named =
        eraser.applied(
            Encoders.named(
                encoder.name(),
                new EncoderSettings(size, size, channels, encoder.card().orElse(null))));
    FeatureScaling scale = FeatureScaling.named(scaling, named, size, size, channels);
    SparkSession spark = SparkSessions.open("evaluate");
    TableStore store = TableStore.open(spark, warehouse);
    Holdout holdout = Holdout.of(Holdout.patients(store, granted, named, scale));
    Folders folders = Folders.at(exchange, spark.sparkContext().hadoopConfiguration());
    VerifyingKey key = VerifyingKey.read(consortiumKey);
    List<Map<String, Object>> scored = new ArrayList<>();
    GlobalModel last = null;
    for (int round : rounds) {
      last = GlobalModel.read(folders, round, key);
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("round", round);
      figures.putAll(figures(new Classifier(last.spec(), last.parameters()), holdout));
      scored.add(figures);
      progress.say("round %d: AUROC %s", round, figures.get("auroc"));
    }
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("heldOutPatients", holdout.patientCount());
    metrics.put("heldOutImages", holdout.labels().length);
    metrics.put("ciMethod", "95 % percentile bootstrap over patients, " + RESAMPLES + " resamples");
    metrics.put("rounds", scored);
    if (!baseline.isEmpty()) {
      List<PatientExamples> pooled = new ArrayList<>();
      for (String uri : baseline) {
        pooled.addAll(Holdout.patients(TableStore.open(spark, uri), granted, named, scale));
      }
      Classifier yardstick =
          NonPrivateBaseline.train(
              last.spec(),
              pooled,
              new OptimizerSettings("nesterovs", baselineLearningRate, 0.9, "none"),
              baselineSteps);
      metrics.put("nonPrivate", figures(yardstick, holdout));
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    store.snapshot(Tables.EMBEDDINGS).ifPresent(id -> inputs.put("embeddingsSnapshot", id));
    return new JobResult("done", metrics, Map.of(), inputs).with(store.lineage());
  }

  private static Map<String, Object> figures(Classifier model, Holdout holdout) {
    float[] scores = model.logits(holdout.features());
    Interval interval =
        Auroc.clusterBootstrap(scores, holdout.labels(), holdout.clusters(), RESAMPLES, 1L);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("auroc", Auroc.of(scores, holdout.labels()));
    figures.put("ciLow", interval.low());
    figures.put("ciHigh", interval.high());
    return figures;
  }
}
