/**
 * Whether a model tells who trained it: shadow models as Spark tasks, attacked by {@code
 * org.medveil.audits.membership}. Not here: attacks, or a trainer of its own.
 */
package org.medveil.jobs.auditmembership;
