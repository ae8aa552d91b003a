/**
 * A simulated consortium as vectors, with knobs whose effect is known: what identity, eye, visit,
 * person, disease and site each add to a vector. Never called patient data.
 *
 * <p>What must not be here: audits, files.
 */
package org.medveil.audits.simulated;
