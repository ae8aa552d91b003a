package org.medveil.jobs.auditablation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.audit.Ranks;
import org.medveil.jobs.audit.VectorOptions;
import org.medveil.jobs.cohort.EraserOption;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is taken away, and how finely. */
final class AblationOptions {
  @Option(
      names = "--ranks",
      defaultValue = "8,16,32,64",
      paramLabel = "LIST",
      description =
          "Numbers of leading identity directions to drop from the vectors (default:"
              + " ${DEFAULT-VALUE}).")
  private String ranks;

  @Option(
      names = "--encoder-name",
      paramLabel = "NAME",
      description =
          "With --warehouse: the encoder to encode covered images with, e.g. scattering. Without it"
              + " images are not looked at.")
  private String encoderName;

  @Option(
      names = "--encoder-card",
      paramLabel = "FILE",
      description = "Card of an encoder that needs one (onnx).")
  private Path card;

  @Option(
      names = "--patch",
      defaultValue = "0",
      paramLabel = "PIXELS",
      description =
          "Side of a covered patch, 0: an eighth of the image (default: ${DEFAULT-VALUE}).")
  private int patch;

  @Option(
      names = "--images",
      defaultValue = "200",
      description = "Most images to cover patch by patch (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = "--train-share",
      defaultValue = "0.5",
      description = "Share of patients that all fits are made on (default: ${DEFAULT-VALUE}).")
  private double trainShare;

  @Mixin private EraserOption eraser;

  /** Ascending, without 0. */
  List<Integer> ranks() {
    return Ranks.of("--ranks", ranks, "8,16,32,64");
  }

  double trainShare() {
    if (!(trainShare > 0 && trainShare < 1)) {
      throw Refusal.usage("--train-share lies between 0 and 1", "e.g. 0.5");
    }
    return trainShare;
  }

  int images() {
    if (images < 1) {
      throw Refusal.usage("--images is at least 1", "e.g. 200");
    }
    return images;
  }

  int patch(int resolution) {
    return patch == 0 ? Math.max(1, resolution / 8) : patch;
  }

  /** How to build the encoder on each executor, if images are to be looked at. */
  Optional<CoveringEncoder> encoder(VectorOptions vectors) {
    if (encoderName == null) {
      return Optional.empty();
    }
    if (vectors.warehouse().isEmpty()) {
      throw Refusal.usage("--encoder-name needs --warehouse", "a vectors file holds no images");
    }
    DataUseAgreement granted = vectors.permitted();
    return Optional.of(
        new CoveringEncoder(
            encoderName,
            granted.resolution(),
            granted.grayscale() ? 1 : 3,
            card == null ? "" : card.toAbsolutePath().toString(),
            eraser.eraser().orElse(null)));
  }

  static Encoder named(CoveringEncoder choice) {
    return Encoders.named(
        choice.name(),
        new EncoderSettings(
            choice.resolution(),
            choice.resolution(),
            choice.channels(),
            choice.card().isEmpty() ? null : Path.of(choice.card())));
  }
}
