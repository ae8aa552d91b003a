/**
 * How sure a figure is: intervals of rates and a bootstrap that resamples whole patients. Areas
 * under curves are in {@link org.medveil.dp.evaluation}.
 */
package org.medveil.audits.statistics;
