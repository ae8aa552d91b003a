/**
 * Does a model serve every group? Discrimination, errors at one threshold and calibration by group
 * and by pairs of groups, each against everyone else, with intervals that resample whole patients;
 * small groups suppressed so that nothing can be derived by subtraction.
 *
 * <p>Not here: where scores come from, tables, noise. Evidence on fairness under differential
 * privacy is mixed (Bagdasaryan 2019, Suriyakumar 2020, Tayebi Arasteh 2024), so this package
 * reports and does not assert.
 */
package org.medveil.audits.fairness;
