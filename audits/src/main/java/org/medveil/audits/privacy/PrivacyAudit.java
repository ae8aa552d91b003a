package org.medveil.audits.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medveil.audits.membership.MemberScores;

/**
 * A whole audit of a trainer against a claim.
 *
 * @param room many canaries in few runs
 * @param worlds few patients in many runs
 * @param levels how sure to be
 */
public record PrivacyAudit(CanaryRoom room, PairedWorlds worlds, Levels levels) {
  static final String ROOM = "canaries";

  /**
   * What was found.
   *
   * @param claim that was tested
   * @param views the canaries first, then the worlds
   * @param oneRun the same canaries as guesses, for the (ε, δ) test
   * @param canaries their scores
   */
  public record Findings(
      Claim claim, List<ViewFinding> views, OneRun oneRun, MemberScores canaries) {
    /** Copies the list. */
    public Findings {
      views = List.copyOf(views);
    }

    /** The canaries' lower bound of ε at the claim's δ, at the level of bounds. */
    public double epsilonLow() {
      return views.get(0).epsilonLow();
    }

    /** The view that refutes the claim with the highest confidence, if any does. */
    public java.util.Optional<ViewFinding> refutation() {
      return views.stream()
          .filter(ViewFinding::refuted)
          .max(Comparator.comparingDouble(ViewFinding::refutedAt));
    }
  }

  /**
   * Trains canaries and worlds and judges.
   *
   * @param training as claimed
   * @param delta of the claim
   * @param seed of coins, vectors and splits; the trainer's noise is its own
   */
  public Findings of(TrainerUnderAudit trainer, Training training, double delta, long seed) {
    Claim claim = new Claim(training.plan().mechanism(training.noiseMultiplier()), delta);
    MemberScores canaries = room.scores(trainer, training, seed);
    List<View> views = new ArrayList<>();
    views.add(new View(ROOM, canaries));
    views.addAll(worlds.views(trainer, training, seed + 1));
    OneRun guesses = OneRunAudit.of(canaries, delta, levels.bound(), seed + 2);
    return new Findings(claim, new ClaimTest(claim, levels, seed + 3).of(views), guesses, canaries);
  }
}
