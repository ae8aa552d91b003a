package org.medveil.dp.statistics;

import java.io.Serializable;

/**
 * One noisy number.
 *
 * @param group whom it is about
 * @param statistic e.g. {@code mean(age)}
 * @param cell which number of the statistic, e.g. {@code [20.0, 40.0)}; empty if it has one
 * @param value the number, in units of the column, or a count
 * @param accuracy how far the noise may have moved it
 */
public record Estimate(
    GroupKey group, String statistic, String cell, double value, Accuracy accuracy)
    implements Serializable {}
