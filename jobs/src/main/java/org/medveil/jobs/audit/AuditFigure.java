package org.medveil.jobs.audit;

import java.util.Objects;

/**
 * One measured number and what is needed to read it. Made by {@link #of}, completed by the other
 * methods, each of which returns a new figure.
 *
 * @param metric what was measured, e.g. {@code cross-visit top-1, cosine}
 * @param group on whom, e.g. {@code all} or {@code sex=F}
 * @param value finite
 * @param ciLow lower end of the 95 % interval, or null if there is none
 * @param ciHigh its upper end, or null
 * @param chance what guessing would reach, or null
 * @param n how many units the figure rests on, or null
 * @param unit what {@code n} counts, e.g. {@code patients}; null exactly when n is
 * @param threshold of the claim, or null
 * @param verdict {@code INFO} without a threshold
 */
public record AuditFigure(
    String metric,
    String group,
    double value,
    Double ciLow,
    Double ciHigh,
    Double chance,
    Long n,
    String unit,
    Double threshold,
    AuditVerdict verdict) {

  public AuditFigure {
    Texts.line(metric);
    Texts.line(group);
    Objects.requireNonNull(verdict);
    if (unit != null) {
      Texts.line(unit);
    }
    boolean finite =
        Double.isFinite(value)
            && finite(ciLow)
            && finite(ciHigh)
            && finite(chance)
            && finite(threshold);
    boolean paired = (ciLow == null) == (ciHigh == null) && (n == null) == (unit == null);
    boolean ordered = ciLow == null || ciHigh == null || ciLow <= ciHigh;
    boolean counted = n == null || n >= 0;
    boolean judged = threshold != null || verdict == AuditVerdict.INFO;
    if (!finite || !paired || !ordered || !counted || !judged) {
      throw new IllegalArgumentException("not a figure: " + metric);
    }
  }

  /** A bare number. */
  public static AuditFigure of(String metric, String group, double value) {
    return new AuditFigure(
        metric, group, value, null, null, null, null, null, null, AuditVerdict.INFO);
  }

  /** With its 95 % interval. */
  public AuditFigure between(double low, double high) {
    return new AuditFigure(metric, group, value, low, high, chance, n, unit, threshold, verdict);
  }

  /** With what guessing would reach. */
  public AuditFigure chance(double level) {
    return new AuditFigure(metric, group, value, ciLow, ciHigh, level, n, unit, threshold, verdict);
  }

  /** With how many units it rests on, e.g. {@code on(300, "patients")}. */
  public AuditFigure on(long count, String units) {
    return new AuditFigure(
        metric, group, value, ciLow, ciHigh, chance, count, units, threshold, verdict);
  }

  /** With the bound it was held against and whether the claim stands. */
  public AuditFigure judged(double bound, AuditVerdict judgement) {
    return new AuditFigure(metric, group, value, ciLow, ciHigh, chance, n, unit, bound, judgement);
  }

  private static boolean finite(Double number) {
    return number == null || Double.isFinite(number);
  }
}
