package org.medveil.jobs.train;

import java.nio.file.Path;
import java.util.Optional;
import org.medveil.audits.erasure.EraserFile;
import org.medveil.contracts.Refusal;
import org.medveil.dp.PrivacyBudget;

/**
 * What {@code train} is asked to do at one site in one round.
 *
 * @param warehouse the site's warehouse
 * @param site its name in the consortium
 * @param campaign name of the campaign; a warehouse may serve several, all from one budget
 * @param round from 1 to the plan's rounds
 * @param budget ε and δ of the whole campaign, unit patient
 * @param plan public settings
 * @param model name or DL4J JSON file
 * @param modelSeed of the initial parameters
 * @param encoder name of the encoder whose vectors are used
 * @param encoderCard its card, if it needs one
 * @param eraser stage behind the encoder, fitted on public data or released
 * @param scaling name of the feature scaling
 * @param exchange where the previous round's global model is
 * @param consortiumKey verifies it
 * @param drivers where steps are computed; no part of the run's identity, since no result depends
 *     on it
 */
record TrainSettings(
    String warehouse,
    String site,
    String campaign,
    int round,
    PrivacyBudget budget,
    RoundPlan plan,
    String model,
    long modelSeed,
    String encoder,
    Optional<Path> encoderCard,
    Optional<EraserFile> eraser,
    String scaling,
    Optional<String> exchange,
    Optional<Path> consortiumKey,
    DriverSettings drivers) {
  /** The encoder whose vectors are images, channel by channel. */
  static final String IMAGES = "pixels";

  TrainSettings {
    if (round < 1 || round > plan.rounds()) {
      throw Refusal.usage(
          "round " + round + " is not within the campaign's " + plan.rounds() + " rounds",
          "the budget is calibrated for --rounds rounds");
    }
  }
}
