/**
 * The private gradient: clipped sums of patients' gradients by one forward and one backward pass,
 * without a gradient per example wherever its norm is known without it (Goodfellow 2015; Bu et al.
 * 2023, "book-keeping"). Knows networks as {@link org.medveil.learning.ModelGraph} and nothing of
 * DL4J.
 */
package org.medveil.learning.engine;
