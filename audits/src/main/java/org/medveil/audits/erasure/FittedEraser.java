package org.medveil.audits.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;

/**
 * An eraser and what it was fitted on.
 *
 * @param eraser fitted
 * @param used rows of the fit
 * @param leftOut rows of which a concept or the label is not known
 */
public record FittedEraser(Eraser eraser, long used, long leftOut) {
  /**
   * Fits on these rows.
   *
   * @param train of the patients of the fit, nobody else
   */
  public static FittedEraser fit(AuditRows train, ErasurePlan plan) {
    ConceptColumns columns = ConceptColumns.of(plan, train.all());
    Sums sums = sums(train, columns);
    return new FittedEraser(plan.fit(sums.sums().moments()), sums.used(), sums.leftOut());
  }

  /** The erasers of several plans that differ in rank or task only, from one pass. */
  public static List<Eraser> fitAll(AuditRows train, List<ErasurePlan> plans) {
    ConceptColumns columns = ConceptColumns.of(plans.get(0), train.all());
    Moments moments = sums(train, columns).sums().moments();
    return plans.stream().map(plan -> plan.fit(moments)).toList();
  }

  /** Sums with the counts of rows. */
  record Sums(MomentSums sums, long used, long leftOut) {}

  private static Sums sums(AuditRows train, ConceptColumns columns) {
    Map<String, List<double[]>> units = new TreeMap<>();
    long used = 0;
    for (AuditRow row : train.all()) {
      Optional<double[]> values = columns.of(row);
      used += values.isPresent() ? 1 : 0;
      values.ifPresent(v -> units.computeIfAbsent(unit(row), u -> new ArrayList<>()).add(v));
    }
    MomentSums sums = new MomentSums(columns.columns());
    units.values().forEach(sums::addUnit);
    return new Sums(sums, used, train.size() - used);
  }

  /** A patient's eye, or side, where it is known: two eyes of a patient are not alike. */
  static String unit(AuditRow row) {
    return row.subject() + "/" + row.laterality().orElse("");
  }

  /** The rows with erased vectors. */
  public static AuditRows apply(Eraser eraser, AuditRows rows) {
    return rows.changed((AuditRow row) -> row.withVector(eraser.apply(row.vector())));
  }
}
