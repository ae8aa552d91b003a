package org.medveil.audits.reidentification;

import org.medveil.audits.statistics.Estimate;

/**
 * A rate with what it must never be shown without.
 *
 * @param rate with its interval
 * @param chance the same rate of an attacker who guesses, exact for these galleries
 * @param probes that count
 * @param gallery images to choose from
 */
public record RatePoint(Estimate rate, double chance, int probes, int gallery) {
  /** How many times chance; infinite if chance is 0. */
  public double lift() {
    return rate.value() / chance;
  }
}
