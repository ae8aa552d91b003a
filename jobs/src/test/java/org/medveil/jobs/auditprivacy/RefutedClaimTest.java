package org.medveil.jobs.auditprivacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.audits.membership.MemberScores;
import org.medveil.audits.privacy.CanaryRoom;
import org.medveil.audits.privacy.Claim;
import org.medveil.audits.privacy.ErrorBounds;
import org.medveil.audits.privacy.Levels;
import org.medveil.audits.privacy.OneRun;
import org.medveil.audits.privacy.PairedWorlds;
import org.medveil.audits.privacy.PrivacyAudit;
import org.medveil.audits.privacy.ViewFinding;
import org.medveil.audits.statistics.Rate;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditJson;
import org.medveil.jobs.audit.AuditVerdict;

/** What a reader and a scheduler see of a claim that is not true. */
class RefutedClaimTest {
  private final ViewFinding leak =
      new ViewFinding(
          "canaries",
          new MemberScores.Hits(new Rate(1250, 1250), new Rate(0, 1250)),
          new ErrorBounds(0.997, 0.003, 0.025),
          Double.POSITIVE_INFINITY,
          0.9999);

  @Test
  void theDocumentFailsAndSaysAtWhichConfidence() {
    PrivacyAudit audit =
        new PrivacyAudit(
            new CanaryRoom(1000, 5, 3), PairedWorlds.ofSmallNet(8), new Levels(0.95, 0.99));
    PrivacyAudit.Findings findings =
        new PrivacyAudit.Findings(
            new Claim(new SubsampledGaussian(1, 10, 100), 1e-5),
            List.of(leak),
            new OneRun(1250, 100, 100),
            new MemberScores(new double[] {2, 3}, new double[] {0, 1}));
    AuditDocument document = new PrivacyDocument(audit, findings, 1, "test", 1).document();
    assertEquals(AuditVerdict.FAIL, document.verdict());
    assertTrue(
        document.found().get(1).contains("REFUTED with 99.99 %"), document.found()::toString);
    assertTrue(document.found().get(0).contains("above 1000"), document.found()::toString);
    assertTrue(AuditJson.write(document).length > 0);
  }

  @Test
  void theExitCodeIsSixtyFive() {
    Refusal refusal = assertThrows(Refusal.class, () -> AuditPrivacyJob.refute(leak));
    assertEquals(ExitCode.BAD_DATA, refusal.exitCode());
    assertTrue(refusal.getMessage().contains("0.9999"), refusal.getMessage());
  }
}
