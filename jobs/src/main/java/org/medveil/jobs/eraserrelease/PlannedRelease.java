package org.medveil.jobs.eraserrelease;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.audits.erasure.Concept;
import org.medveil.audits.erasure.EraserRelease;
import org.medveil.audits.erasure.MomentShape;
import org.medveil.audits.erasure.PublicView;
import org.medveil.audits.erasure.ReleaseForecast;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Accountant;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.NoiseCalibration;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.learning.PublicCodes;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

/**
 * A release with its price and its forecast; nothing was looked at yet.
 *
 * @param settings as asked
 * @param resolution of the agreement's images, pixels
 * @param channels of the agreement's images
 * @param encoder of the vectors, nothing behind it
 * @param shape what every patient adds
 * @param grid clip, grid and noise for the budget
 */
record PlannedRelease(
    ReleaseSettings settings,
    int resolution,
    int channels,
    Encoder encoder,
    MomentShape shape,
    GridGaussian grid) {
  // As many as a projection of some dozens of axes needs; each costs an encoding at the driver.
  private static final int SYNTHETIC_IMAGES = 256;

  static PlannedRelease of(
      ReleaseSettings settings, DataUseAgreement agreement, Accountant accountant) {
    int size = agreement.resolution();
    int channels = agreement.grayscale() ? 1 : 3;
    Encoder encoder =
        Encoders.named(
            settings.encoder(),
            new EncoderSettings(size, size, channels, settings.encoderCard().orElse(null)));
    MomentShape shape = MomentShape.of(settings.plan(), seen(settings, encoder));
    requireGranted(settings, agreement);
    double noiseMultiplier = NoiseCalibration.noiseMultiplier(settings.budget(), 1, 1, accountant);
    return new PlannedRelease(
        settings, size, channels, encoder, shape, shape.grid(noiseMultiplier));
  }

  private static int seen(ReleaseSettings settings, Encoder encoder) {
    int all = encoder.dimension();
    int seen = settings.projection().orElse(all);
    if (seen < 1 || seen > all) {
      throw Refusal.usage("--project takes 1 to " + all + " values", "choose fewer");
    }
    return seen;
  }

  /** Looks at synthetic images, once: they give centre, axes and radius. */
  EraserRelease release() {
    float[][] codes = PublicCodes.of(encoder, resolution, resolution, channels, SYNTHETIC_IMAGES);
    PublicView whole = PublicView.of(codes, shape.vector());
    return new EraserRelease(settings.plan(), settings.radius().map(whole::within).orElse(whole));
  }

  ReleaseForecast forecast() {
    return ReleaseForecast.of(settings.plan(), shape, grid, settings.expectedPatients());
  }

  /**
   * Refuses to spend on noise.
   *
   * @throws Refusal exit 2 where the forecast is weak and nobody said that this is accepted
   */
  void requireUseful() {
    if (forecast().weak() && !settings.acceptWeak()) {
      throw Refusal.usage(
          "the release would mostly be noise: " + forecast().words(),
          "project to fewer values (--project), release from more patients or for a larger"
              + " epsilon; --accept-weak spends all the same");
    }
  }

  /** What decides the result. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("plan", settings.plan().toString());
    facts.put("projection", settings.projection().orElse(0));
    facts.put("radius", settings.radius().orElse(0.0));
    facts.put("encoder", encoder.sha256());
    facts.put("epsilon", settings.budget().epsilon());
    facts.put("delta", settings.budget().delta());
    return facts;
  }

  private static void requireGranted(ReleaseSettings settings, DataUseAgreement agreement) {
    settings
        .plan()
        .concepts()
        .forEach(
            concept ->
                requireGranted(concept == Concept.AGE ? "age_band" : concept.word(), agreement));
    if (settings.plan().keepTask()) {
      requireGranted("label", agreement);
    }
  }

  private static void requireGranted(String column, DataUseAgreement agreement) {
    if (!agreement.columns().contains(column)) {
      throw Refusal.policy(
          "the agreement does not grant the column '" + column + "'",
          "erase or keep something else, or have the agreement changed");
    }
  }
}
