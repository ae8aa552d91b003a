package org.medveil.audits.reidentification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.audits.AuditRows;
import org.medveil.audits.simulated.CohortDesign;
import org.medveil.audits.simulated.EmbeddingCohort;
import org.medveil.audits.statistics.Resampling;

/** The decomposition on the simulated consortium, on 300 patients whom no attacker has seen. */
@Tag("slow")
class SimulatedCohortTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void sameVisitIsFarAboveCrossVisitAndThatFarAboveCrossEye(long seed) {
    AuditRows rows = EmbeddingCohort.rows(CohortDesign.of(1200, seed));
    PatientSplit split = new PatientSplit(seed, 0.75);
    AuditRows known = rows.where(split::first);
    AuditRows unseen = rows.where(row -> !split.first(row));
    Comparison cosine = new Cosine(rows.dimension());
    double sameVisit = found(unseen, GalleryPolicy.SAME_VISIT_ALLOWED, cosine);
    double crossVisit = found(unseen, GalleryPolicy.CROSS_VISIT, cosine);
    double crossEye = found(unseen, GalleryPolicy.CROSS_EYE, cosine);
    assertTrue(sameVisit > 1.5 * crossVisit, sameVisit + " against " + crossVisit);
    assertTrue(crossVisit > 3 * crossEye, crossVisit + " against " + crossEye);

    Comparison lda = Lda.fit(known, TrainingSettings.seeded(seed));
    double trained = found(unseen, GalleryPolicy.CROSS_VISIT, lda);
    assertTrue(trained > 0.8, "trained: " + trained);

    RatePoint demographics =
        rates(unseen, GalleryPolicy.CROSS_VISIT, Attackers.demographics(known)).success(1);
    assertTrue(demographics.rate().value() < 3 * demographics.chance(), demographics::toString);

    Rates.Alike alike = rates(unseen, GalleryPolicy.CROSS_VISIT, cosine).alike().orElseThrow();
    assertTrue(alike.difference().value() < 0.02, alike::toString);
  }

  private static double found(AuditRows rows, GalleryPolicy policy, Comparison by) {
    return rates(rows, policy, by).success(1).rate().value();
  }

  private static Rates rates(AuditRows rows, GalleryPolicy policy, Comparison by) {
    return Rates.of(Protocol.of(policy, 1).within(rows, by), Resampling.seeded(1));
  }
}
