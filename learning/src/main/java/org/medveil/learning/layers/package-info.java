/**
 * Layers that DL4J 1.0.0-M2.1 does not have and private training needs. They are ordinary DL4J
 * layers: a network of them is fitted, asked, written and read by DL4J alone, wherever this package
 * is on the class path.
 *
 * <p>What must not be here: anything that mixes the examples of a batch, or keeps state from one
 * batch to the next.
 */
package org.medveil.learning.layers;
