package org.medveil.learning.engine;

/**
 * How much is computed at once.
 *
 * @param store most rows (images) whose gradients are summed together
 * @param pass most rows that go through the network together
 * @param patients most patients of a store
 */
record Rows(int store, int pass, int patients) {}
