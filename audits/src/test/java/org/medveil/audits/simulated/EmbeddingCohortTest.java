package org.medveil.audits.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

class EmbeddingCohortTest {
  private static final CohortDesign SMALL = CohortDesign.of(60, 7);

  @Test
  void theSameDesignGivesTheSameBits() {
    assertEquals(EmbeddingCohort.rows(SMALL).all(), EmbeddingCohort.rows(SMALL).all());
    assertNotEquals(
        EmbeddingCohort.rows(SMALL).row(0), EmbeddingCohort.rows(CohortDesign.of(60, 8)).row(0));
  }

  @Test
  void morePatientsLeaveTheFirstOnesAsTheyWere() {
    AuditRows few = EmbeddingCohort.rows(SMALL);
    AuditRows many = EmbeddingCohort.rows(CohortDesign.of(90, 7));
    assertEquals(few.all(), many.all().subList(0, few.size()));
  }

  @Test
  void anotherEncoderSeesTheSamePatientsOtherwise() {
    AuditRow here = EmbeddingCohort.rows(SMALL).row(5);
    AuditRow there = EmbeddingCohort.rows(SMALL.seenBy(99)).row(5);
    assertEquals(here.key(), there.key());
    assertEquals(here.traits(), there.traits());
    assertNotEquals(here.vector()[0], there.vector()[0]);
  }

  @Test
  void theDesignOfTheConsortium() {
    AuditRows rows = EmbeddingCohort.rows(CohortDesign.of(1200, 1).with(Gains.tuned()));
    assertEquals(21594, rows.size());
    assertEquals(1200, rows.patients());
    assertEquals(256, rows.dimension());
    assertEquals(.37, share(rows, "site-1"), .03);
    assertEquals(.08, share(rows, "site-5"), .03);
    long progressing = rows.all().stream().filter(r -> r.label().orElseThrow().equals("1")).count();
    assertEquals(.19, progressing / (double) rows.size(), .02);
  }

  @Test
  void withoutIdentityTwoImagesOfAPersonAreNoMoreAlikeThanOfTwins() {
    Gains none = new Gains(0, 0, 0, 0, 0, 0, 1);
    float[] first = EmbeddingCohort.rows(SMALL.with(none)).row(0).vector();
    float[] second = EmbeddingCohort.rows(SMALL.with(none)).row(1).vector();
    double product = 0;
    for (int i = 0; i < first.length; i++) {
      product += first[i] * second[i];
    }
    // Of 256 products of two standard normals: mean 0, standard deviation 16.
    assertTrue(Math.abs(product) < 5 * 16, "two shots share something: " + product);
  }

  @Test
  void whatCannotBeSimulatedIsRefused() {
    assertThrows(Refusal.class, () -> CohortDesign.of(4, 1));
    assertThrows(Refusal.class, () -> new Gains(-1, 0, 0, 0, 0, 0, 1));
    assertThrows(Refusal.class, () -> new Gains(0, 0, 0, 0, 0, 0, 0));
  }

  private static double share(AuditRows rows, String site) {
    return Arrays.stream(rows.patientOfRow())
            .distinct()
            .filter(p -> firstRow(rows, p).site().orElseThrow().equals(site))
            .count()
        / (double) rows.patients();
  }

  private static AuditRow firstRow(AuditRows rows, int patient) {
    int[] patients = rows.patientOfRow();
    int row = 0;
    while (patients[row] != patient) {
      row++;
    }
    return rows.row(row);
  }
}
