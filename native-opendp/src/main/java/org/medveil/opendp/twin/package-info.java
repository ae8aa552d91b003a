/**
 * The bulk sampler once more, in Java alone, for machines that cannot load the native library: the
 * same algorithm as {@code rust/src/grid}, word for word. Equal random words give equal noise, and
 * tests on both sides hold the same figures. It has no other mechanism, registers itself nowhere
 * and is used only where a site's policy names it. Proof note: {@code
 * docs/privacy/bulk-sampler.md}.
 */
package org.medveil.opendp.twin;
