package org.medveil.jobs.auditreidentification;

import java.util.List;
import org.medveil.audits.reidentification.AttackResult;
import org.medveil.audits.reidentification.LinkageAudit;

/**
 * What linking to another release found.
 *
 * @param attacks one for each attacker that could compare the two
 * @param membership who is in the release
 * @param sha256 of the release
 */
record Linkage(List<AttackResult> attacks, LinkageAudit.Membership membership, String sha256) {
  Linkage {
    attacks = List.copyOf(attacks);
  }
}
