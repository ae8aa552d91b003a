package org.medveil.jobs.report;

/**
 * A number that the page shows, by what gives it the right to stand there. Sealed: a new kind of
 * number needs a reason, and the page says which it is. What left a real patient's data is either a
 * release that a ledger entry vouches for, or stays with those who hold the data.
 */
sealed interface Figure
    permits Figure.PublicConstant, Figure.OfHoldOut, Figure.Inside, EvidenceData.Measured {
  /** One sentence for the reader. */
  String basis();

  /** The same whatever any one patient's data say: a setting, an ε, what everyone sees leave. */
  sealed interface PublicConstant extends Figure
      permits EgressData.SentFile, PrivacyData, PrivacyData.Spent, PrivacyData.RoundPlan {
    /** How the page says it. */
    String BASIS = "Basis of these figures: public settings, and what anyone can see leave.";

    @Override
    default String basis() {
      return BASIS;
    }
  }

  /** Measured on patients who were not trained on; not noised. */
  sealed interface OfHoldOut extends Figure
      permits UtilityData.HeldOut, UtilityData.Score, UtilityData.Roc {
    /** How the page says it. */
    String BASIS =
        "Basis of these figures: measured on a hold-out and not noised. With real patients they stay"
            + " in the house that holds it.";

    @Override
    default String basis() {
      return BASIS;
    }
  }

  /** Exact counts; of a simulated cohort, or of the one hospital whose report this is. */
  sealed interface Inside extends Figure permits StageCount, StageCount.Reject {
    /** How the page says it. */
    String BASIS =
        "Basis of these figures: exact counts, not noised. Of a simulated cohort, or for inside one"
            + " hospital only.";

    @Override
    default String basis() {
      return BASIS;
    }
  }
}
