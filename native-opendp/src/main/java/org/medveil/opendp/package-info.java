/**
 * OpenDP's Rust library for the JVM: exact noise behind {@link org.medveil.dp.NoiseSource}, and
 * OpenDP's mechanisms with its own privacy maps, one class each. With the loader of the native
 * library, its natives and its errors. No clipping, no Spark, no ledger, and no draw in
 * floating-point arithmetic.
 */
package org.medveil.opendp;
