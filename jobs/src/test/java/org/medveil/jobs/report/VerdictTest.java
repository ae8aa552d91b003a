package org.medveil.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first paragraph follows from the numbers, and each kind of trouble is named. */
class VerdictTest {
  private final ObjectNode document = ReportSample.document();

  @Test
  void aCleanRunIsToldInPlainWords() {
    Verdict verdict = verdict();
    assertEquals(List.of(), verdict.findings());
    assertEquals(
        "3 hospitals trained one model together in 4 rounds. 36 files (64.8 kB in all) left them,"
            + " every one on the allow-list of delta.bin, manifest.json and signature. What anyone"
            + " can learn about one patient from all of it is bounded by ε = 6.322 at δ = 1e-5"
            + " (budget: ε = 8). The model's AUROC on 120 patients it never saw is 0.781"
            + " [0.714–0.840]; the same model without privacy reaches 0.846. 48 rows were"
            + " quarantined, and the counts add up at every stage. 4 questions this run does not"
            + " answer: see Not evidenced.",
        verdict.paragraph());
  }

  @Test
  void aSpentBudgetIsAFinding() {
    at("/privacy").put("budget_epsilon", 6.3);
    assertEquals(List.of("Amber Eye Clinic spent more than its privacy budget."), findings());
  }

  @Test
  void aFileOutsideTheAllowListIsAFindingEvenIfTheCheckPassed() {
    at("/egress/files/2").put("name", "patients.csv");
    assertEquals(
        List.of("A file outside the allow-list left Amber Eye Clinic in round 1."), findings());
    assertTrue(page().contains("✗ patients.csv"));
    assertTrue(page().contains("Allow-list check FAILED."));
    assertFalse(page().contains("check passed"));
  }

  @Test
  void aFailedContentCheckIsAFinding() {
    at("/egress").put("check_passed", false);
    assertEquals(List.of("The check of what left the hospitals failed."), findings());
  }

  @Test
  void filesWithoutALedgerEntryAreAFinding() {
    ((ArrayNode) document.at("/privacy/spent")).remove(3);
    assertEquals(
        List.of("Amber Eye Clinic sent files in round 4 without a ledger entry."), findings());
  }

  @Test
  void aLostRowIsAFinding() {
    at("/counts/4").put("rows_out", 1000);
    assertEquals(1, findings().size());
    assertTrue(findings().get(0).startsWith("Birch Hospital, minimize: "), findings().get(0));
    assertTrue(page().contains("✗ FAILED"));
  }

  @Test
  void protectingImagesInsteadOfPatientsIsAFinding() {
    at("/privacy").put("unit", "image");
    assertEquals(List.of("The protected unit is one image, not one patient."), findings());
  }

  @Test
  void aFailedAuditIsAFinding() {
    at("/audits/0").put("verdict", "fail");
    assertTrue(page().contains("This run needs attention"));
    assertEquals(List.of("The audit \"egress\" failed: files outside the allow-list."), findings());
  }

  private ObjectNode at(String pointer) {
    return (ObjectNode) document.at(pointer);
  }

  private String page() {
    return ReportPage.render(document);
  }

  private List<String> findings() {
    return verdict().findings();
  }

  private Verdict verdict() {
    return Verdict.of(ReportData.read(document));
  }
}
