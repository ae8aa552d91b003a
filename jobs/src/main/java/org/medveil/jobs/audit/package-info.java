/**
 * What every audit hands in: one document, its rows in the table {@code audit_findings}, and the
 * options by which all of them find the vectors.
 *
 * <p>Here: the document with its strict JSON, the output, the input. Not here: measuring anything
 * ({@code org.medveil.audits}), drawing anything ({@code report}).
 */
package org.medveil.jobs.audit;
