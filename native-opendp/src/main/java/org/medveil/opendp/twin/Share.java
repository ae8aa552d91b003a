package org.medveil.opendp.twin;

/**
 * What one thread does.
 *
 * @param words its own
 * @param from first index
 * @param to behind the last index
 */
record Share(AesWords words, int from, int to) {}
