package org.medveil.audits.erasure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.medveil.audits.AuditRow;
import org.medveil.contracts.Refusal;

/**
 * Rows as (x, z, y): one column of z for each level of each concept but its first, for age one
 * column with the lower end of the band, because every column erased costs a direction; one of y
 * for each label but the first. A row of which a concept or a kept label is not known has no
 * columns: it is left out of the fit and counted.
 */
public final class ConceptColumns implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_LEVELS = 64;

  private final int dimension;
  private final ArrayList<Concept> concepts;
  private final ArrayList<ArrayList<String>> levels;
  private final ArrayList<String> labels;

  private ConceptColumns(
      int dimension,
      ArrayList<Concept> concepts,
      ArrayList<ArrayList<String>> levels,
      ArrayList<String> labels) {
    this.dimension = dimension;
    this.concepts = concepts;
    this.levels = levels;
    this.labels = labels;
  }

  /**
   * The levels that occur in rows; the same for all sites that are to add up.
   *
   * @throws Refusal exit 65 for a concept or a task of fewer than two levels or more than 64
   */
  public static ConceptColumns of(ErasurePlan plan, Collection<AuditRow> rows) {
    ArrayList<ArrayList<String>> levels = new ArrayList<>();
    for (Concept concept : plan.concepts()) {
      levels.add(levels(concept.word(), rows.stream().map(concept::of).toList()));
    }
    ArrayList<String> labels =
        plan.keepTask()
            ? levels("label", rows.stream().map(AuditRow::label).toList())
            : new ArrayList<>();
    int dimension = rows.stream().findFirst().map(AuditRow::dimension).orElse(0);
    return new ConceptColumns(dimension, new ArrayList<>(plan.concepts()), levels, labels);
  }

  /** What stands side by side. */
  public Columns columns() {
    int erased = 0;
    for (int c = 0; c < concepts.size(); c++) {
      erased += width(c);
    }
    return new Columns(dimension, erased, Math.max(0, labels.size() - 1));
  }

  /** The row as (x, z, y), if all is known. */
  public Optional<double[]> of(AuditRow row) {
    Columns columns = columns();
    double[] values = new double[columns.all()];
    float[] vector = row.vector();
    for (int i = 0; i < vector.length; i++) {
      values[i] = vector[i];
    }
    int at = dimension;
    for (int c = 0; c < concepts.size(); c++) {
      Optional<String> level = concepts.get(c).of(row);
      boolean known =
          concepts.get(c) == Concept.AGE
              ? age(values, at, level)
              : mark(values, at, levels.get(c), level);
      if (!known) {
        return Optional.empty();
      }
      at += width(c);
    }
    boolean complete = labels.isEmpty() || mark(values, at, labels, row.label());
    return complete ? Optional.of(values) : Optional.empty();
  }

  private int width(int concept) {
    return concepts.get(concept) == Concept.AGE ? 1 : levels.get(concept).size() - 1;
  }

  private static boolean age(double[] values, int at, Optional<String> band) {
    OptionalInt years = band.map(Concept::years).orElse(OptionalInt.empty());
    years.ifPresent(y -> values[at] = y);
    return years.isPresent();
  }

  private static boolean mark(
      double[] values, int at, List<String> levels, Optional<String> level) {
    int index = level.map(levels::indexOf).orElse(-1);
    if (index > 0) {
      values[at + index - 1] = 1;
    }
    return index >= 0;
  }

  private static ArrayList<String> levels(String what, List<Optional<String>> values) {
    TreeSet<String> found = new TreeSet<>();
    values.forEach(value -> value.ifPresent(found::add));
    if (found.size() < 2 || found.size() > MOST_LEVELS) {
      throw Refusal.badData(
          "The column '" + what + "' has " + found.size() + " levels in the rows of the fit.",
          "It takes 2 to " + MOST_LEVELS + ": leave it out, or group its levels.");
    }
    return new ArrayList<>(found);
  }

  /** No level in a log. */
  @Override
  public String toString() {
    return "ConceptColumns";
  }
}
