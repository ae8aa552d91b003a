/**
 * An eraser of a hospital's own patients that may be used where something leaves: one noisy sum,
 * paid from the ledger, and closed forms on it.
 */
package org.medveil.jobs.eraserrelease;
