package org.medveil.learning.engine;

/**
 * How much is computed at once.
 *
 * @param store most rows (images) whose gradients are summed together
 * @param pass most rows that go through the network together
 * @param patients most patients of a store
 * @param block most rows of a block of patients
 * @param patient most rows of a patient who is computed with others; follows, as {@code block}
 *     does, from the model alone
 */
record Rows(int store, int pass, int patients, int block, int patient) {}
