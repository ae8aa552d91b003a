/**
 * Measures of a model on scores and labels, with intervals that respect that one patient has
 * several images. Not here: where scores come from, and whether a figure may leave a hospital.
 */
package org.medveil.dp.evaluation;
