package org.medveil.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditSample;
import org.medveil.jobs.audit.AuditVerdict;

/** The page an ethics board reads: the summary first, the gaps named, nothing claimed beyond. */
class AuditPageTest {
  private static final AuditPage.Cover COVER =
      new AuditPage.Cover(
          "Audits of one house", Map.of("Is the claimed ε true?", "audit-privacy was not run"));

  @Test
  void asksAnswersAndLimitsStandInTheirOrder() {
    String page = AuditPage.render(COVER, List.of(AuditSample.of("audit-reidentification")));
    int from = 0;
    for (String words :
        List.of(
            "Simulated cohort, not patient data.",
            "No claim was refuted",
            "What was asked, and what was found",
            "not evidenced</span>",
            "What was found</h3>",
            "How sure</h3>",
            "What it does not show</h3>",
            "Every figure",
            "Not evidenced</h2>")) {
      int at = page.indexOf(words, from);
      assertTrue(at > 0, words);
      from = at;
    }
  }

  @Test
  void aRefutedClaimIsTheHeadline() {
    AuditDocument refuted = AuditSample.of("audit-privacy", AuditVerdict.FAIL);
    String page = AuditPage.render(COVER, List.of(AuditSample.of("audit-fairness"), refuted));
    assertTrue(page.contains("A claim was refuted"));
    assertFalse(page.contains("No claim was refuted"));
  }

  @Test
  void aRunReportTakesAuditsOfASimulatedCohortOrOfOneHouse() {
    List<AuditDocument> audits = List.of(AuditSample.of("audit-fairness"));
    String page = ReportPage.render(ReportSample.document(), audits);
    assertTrue(page.contains("Does the model serve every group?"));
    assertTrue(page.contains("chart-audit-fairness-0"));
    ObjectNode real = ReportSample.document();
    real.putNull("simulated");
    real.putNull("deidentification");
    real.putArray("counts");
    assertEquals(
        ExitCode.POLICY_REFUSED,
        assertThrows(Refusal.class, () -> ReportPage.render(real, audits)).exitCode());
  }

  @Test
  void theSameDocumentsGiveTheSamePage() {
    List<AuditDocument> audits = List.of(AuditSample.of("audit-fairness"));
    assertEquals(AuditPage.render(COVER, audits), AuditPage.render(COVER, audits));
    assertThrows(
        IllegalArgumentException.class,
        () -> AuditPage.render(COVER, List.of(audits.get(0), audits.get(0))));
  }
}
