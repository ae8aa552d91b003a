/**
 * Numerics of privacy accounting: privacy loss distributions of dominating pairs, their composition
 * by FFT, the Gaussian's exact curve. Every discretisation comes twice, once rounded against the
 * claim and once in its favour, so that an answer is a bracket.
 *
 * <p>A <em>pair</em> (P, Q) dominates a mechanism if its hockey-stick divergence bounds the
 * mechanism's at every α &gt; 0 for all neighbours; dominating pairs compose, adaptively, too (Zhu,
 * Dong, Wang 2022, Theorem 10). The <em>loss</em> of an outcome is log dP/dQ, its distribution is
 * taken under P, and δ(ε) = Σ over losses l &gt; ε of P(l)·(1 − e^(ε−l)).
 *
 * <p>Not here: mechanisms, ledgers, budgets; see {@link org.medveil.dp.PldAccountant}.
 */
package org.medveil.dp.accounting;
