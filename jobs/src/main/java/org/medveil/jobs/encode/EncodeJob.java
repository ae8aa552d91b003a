package org.medveil.jobs.encode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.contracts.Zone;
import org.medveil.jobs.agreement.AgreementOptions;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.agreement.DeviceChoice;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.cohort.EraserOption;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.StageProgress;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.encode.Encoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns the images of one agreement into vectors. */
@Command(
    name = "encode",
    description = "Turn images into vectors with an encoder that was not trained on them.",
    mixinStandardHelpOptions = true)
public final class EncodeJob extends Job {
  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The site's warehouse.")
  private String warehouse;

  @Mixin private AgreementOptions agreement;

  @Option(
      names = "--encoder",
      defaultValue = "scattering",
      paramLabel = "NAME",
      description =
          "scattering, scattering-2x2, scattering-order-0, onnx, pixels (default: ${DEFAULT-VALUE}).")
  private String encoder;

  @Option(
      names = "--encoder-card",
      paramLabel = "FILE",
      description = "Card of an encoder that needs one (onnx).")
  private Path card;

  @Mixin private EraserOption eraser;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow("encode", Set.of(Zone.PSEUDONYMOUS), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return ManifestPath.of(warehouse, "encode");
  }

  @Override
  protected JobResult run(Progress progress) {
    DataUseAgreement granted = agreement.permitted();
    EncoderChoice choice =
        EncoderChoice.of(encoder, granted, Optional.ofNullable(card), eraser.eraser());
    Encoder named = choice.encoder();
    progress.say("encoder %s, %d-dimensional", named.id(), named.dimension());
    SparkSession spark = SparkSessions.open("encode");
    TableStore store = TableStore.open(spark, warehouse);
    EncoderDevice device = new EncoderDevice(choice, DeviceChoice.of(conf()), spark.sparkContext());
    EncodeStep.Counts counts =
        StageProgress.during(
            spark, progress, () -> EncodeStep.run(store, granted.sha256(), device));
    if (counts.images() != counts.embeddings() + counts.rejects()) {
      throw new IllegalStateException("counts do not add up: " + counts);
    }
    if (counts.images() == 0) {
      throw Refusal.nothingNew("every image of this agreement was encoded before");
    }
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("images", counts.images());
    metrics.put("embeddings", counts.embeddings());
    metrics.put("rejects", counts.rejects());
    metrics.put("dim", named.dimension());
    metrics.put("encoderId", named.id());
    metrics.put("encoderSha256", named.sha256());
    metrics.putAll(device.metrics());
    Map<String, Object> inputs = new LinkedHashMap<>();
    store.snapshot(Tables.IMAGES).ifPresent(id -> inputs.put("imagesSnapshot", id));
    inputs.put("agreementSha256", granted.sha256());
    return new JobResult("done", metrics, Map.of("warehouse", store.warehouse()), inputs);
  }
}
