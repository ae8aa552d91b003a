package org.medveil.audits.privacy;

import org.medveil.audits.membership.MemberScores;

/**
 * One way of looking at what a trainer released.
 *
 * @param name for the report
 * @param scores of canaries, or of worlds with and without a patient
 */
public record View(String name, MemberScores scores) {}
