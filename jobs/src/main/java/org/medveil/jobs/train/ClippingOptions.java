package org.medveil.jobs.train;

import org.medveil.contracts.Refusal;
import org.medveil.dp.ClipRule;
import org.medveil.learning.Augmentation;
import org.medveil.learning.ClippingRule;
import picocli.CommandLine.Option;

/** The flags of {@code train} that say how a patient's gradient becomes a contribution. */
final class ClippingOptions {
  /** Share of a contribution that carries the signal, and how fast the norm follows it. */
  private static final double SIGNAL = 0.1;

  private static final double RATE = 0.2;

  @Option(
      names = "--clipping-norm",
      description = "L2 bound of one patient's contribution; with adaptive, where it starts.")
  private Double clippingNorm;

  @Option(
      names = "--clipping",
      paramLabel = "NAME",
      description = "flat, per-layer, automatic or adaptive (default: flat).")
  private String clipping;

  @Option(
      names = "--clipping-quantile",
      description = "Adaptive: share of patients whose norm shall be below the clipping norm.")
  private Double quantile;

  @Option(names = "--clipping-min", description = "Adaptive: smallest clipping norm.")
  private Double least;

  @Option(names = "--clipping-max", description = "Adaptive: largest clipping norm.")
  private Double most;

  @Option(
      names = "--augment",
      paramLabel = "NAME",
      description =
          "Copies of images, averaged before the clip: none, or words like flip+shift2+rotate10"
              + " (default: none). Needs --encoder pixels.")
  private String augment;

  @Option(
      names = "--augment-copies",
      paramLabel = "K",
      description = "Copies of each image, the first as it is, 1 to 64.")
  private Integer copies;

  /**
   * @param expectedBatch of the run
   * @param encoder whose vectors are used
   */
  GradientSettings settings(int expectedBatch, String encoder) {
    return new GradientSettings(
        Asked.required("--clipping-norm", clippingNorm),
        rule(expectedBatch),
        augmentation(encoder));
  }

  private ClippingRule rule(int expectedBatch) {
    if ("adaptive".equals(clipping)) {
      return new ClippingRule.Adaptive(
          new ClipRule(
              Asked.required("--clipping-min", least),
              Asked.required("--clipping-max", most),
              Asked.required("--clipping-quantile", quantile),
              RATE,
              SIGNAL,
              expectedBatch));
    }
    String where = "without --clipping adaptive";
    Asked.refuse("--clipping-quantile", quantile, where);
    Asked.refuse("--clipping-min", least, where);
    Asked.refuse("--clipping-max", most, where);
    return ClippingRule.named(clipping == null ? "flat" : clipping);
  }

  private Augmentation augmentation(String encoder) {
    if (augment == null || augment.equals("none")) {
      Asked.refuse("--augment-copies", copies, "without --augment");
      return Augmentation.NONE;
    }
    if (!encoder.equals(TrainSettings.IMAGES)) {
      throw Refusal.usage(
          "--augment changes images, and the vectors of the encoder '" + encoder + "' are none",
          "use --encoder pixels and a model over images, such as cnn");
    }
    return Augmentation.named(augment, Asked.required("--augment-copies", copies));
  }

  /** Refuses all of them. */
  void refuse(String where) {
    Asked.refuse("--clipping-norm", clippingNorm, where);
    Asked.refuse("--clipping", clipping, where);
    Asked.refuse("--clipping-quantile", quantile, where);
    Asked.refuse("--clipping-min", least, where);
    Asked.refuse("--clipping-max", most, where);
    Asked.refuse("--augment", augment, where);
    Asked.refuse("--augment-copies", copies, where);
  }
}
