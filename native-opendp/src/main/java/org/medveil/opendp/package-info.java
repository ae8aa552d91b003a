/**
 * Exact noise from OpenDP's Rust library behind {@link org.medveil.dp.NoiseSource}: the loader of
 * the native library, its natives and its errors. No accounting, no clipping, no Spark, and no
 * other way to make noise: where the library does not load, training is refused.
 */
package org.medveil.opendp;
