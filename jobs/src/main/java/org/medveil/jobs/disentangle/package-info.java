/**
 * Fits an eraser on a house's own vectors and measures what it removed and kept. The eraser is made
 * of patients and carries no noise: it stays in the house.
 */
package org.medveil.jobs.disentangle;
