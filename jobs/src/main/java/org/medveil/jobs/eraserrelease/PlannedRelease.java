package org.medveil.jobs.eraserrelease;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.audits.erasure.Concept;
import org.medveil.audits.erasure.EraserRelease;
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
 * A release with its price and its forecast; no patient was looked at yet.
 *
 * @param settings as asked
 * @param encoder of the vectors, nothing behind it
 * @param release what every patient adds
 * @param grid clip, grid and noise for the budget
 */
record PlannedRelease(
    ReleaseSettings settings, Encoder encoder, EraserRelease release, GridGaussian grid) {
  static PlannedRelease of(
      ReleaseSettings settings, DataUseAgreement agreement, Accountant accountant) {
    requireGranted(settings, agreement);
    int size = agreement.resolution();
    int channels = agreement.grayscale() ? 1 : 3;
    Encoder encoder =
        Encoders.named(
            settings.encoder(),
            new EncoderSettings(size, size, channels, settings.encoderCard().orElse(null)));
    float[][] codes = PublicCodes.of(encoder, size, size, channels);
    PublicView whole = PublicView.of(codes, settings.projection().orElse(encoder.dimension()));
    PublicView view = settings.radius().map(whole::within).orElse(whole);
    EraserRelease release = new EraserRelease(settings.plan(), view);
    double noiseMultiplier = NoiseCalibration.noiseMultiplier(settings.budget(), 1, 1, accountant);
    return new PlannedRelease(settings, encoder, release, release.shape().grid(noiseMultiplier));
  }

  ReleaseForecast forecast() {
    return release.forecast(grid, settings.expectedPatients());
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
