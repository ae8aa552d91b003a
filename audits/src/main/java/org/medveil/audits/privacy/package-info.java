/**
 * Whether a claim of privacy is true: canary patients go through the trainer as patients do, and
 * what can be told of them afterwards bounds ε from below. A lower bound above the claim refutes
 * it; one below proves nothing. {@code docs/privacy/audits.md}.
 *
 * <p>What must not be here: a trainer. The one under audit is handed in.
 */
package org.medveil.audits.privacy;
