package org.medveil.imaging.score;

import java.io.Serializable;

/**
 * An attribute that the object's IOD wants and the result has lost.
 *
 * @param number of the file within the answer key
 * @param type 1: needs a value; 2: must be there; 0: contradicts the file meta group
 */
public record Violation(int number, String path, int type) implements Serializable {}
