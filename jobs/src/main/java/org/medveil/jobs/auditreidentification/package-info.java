/**
 * The verb {@code audit-reidentification}: reads vectors, searches on the cluster, writes the
 * document. The mathematics is in {@link org.medveil.audits.reidentification}.
 */
package org.medveil.jobs.auditreidentification;
