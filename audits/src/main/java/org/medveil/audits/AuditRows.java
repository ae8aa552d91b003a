package org.medveil.audits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.medveil.contracts.Refusal;

/**
 * The rows of an audit: at least one, all of one dimension, each image once. Patients are numbered
 * from 0 in the order in which they first occur.
 */
public final class AuditRows {
  private final List<AuditRow> rows;
  private final int dimension;
  private final int[] subjects;
  private final List<String> names;

  private AuditRows(List<AuditRow> rows) {
    this.rows = List.copyOf(rows);
    if (this.rows.isEmpty()) {
      throw Refusal.badData(
          "There are no rows to audit.", "Run encode first, or widen the filter.");
    }
    this.dimension = this.rows.get(0).dimension();
    this.subjects = new int[this.rows.size()];
    Map<String, Integer> numbers = new HashMap<>();
    List<String> found = new ArrayList<>();
    Set<String> instances = new HashSet<>();
    for (int i = 0; i < subjects.length; i++) {
      AuditRow row = this.rows.get(i);
      check(row, instances);
      Integer number = numbers.get(row.subject());
      if (number == null) {
        number = found.size();
        numbers.put(row.subject(), number);
        found.add(row.subject());
      }
      subjects[i] = number;
    }
    this.names = List.copyOf(found);
  }

  /**
   * @param rows at least one
   * @throws Refusal exit 65 without rows, with two dimensions, with an image that occurs twice
   */
  public static AuditRows of(List<AuditRow> rows) {
    return new AuditRows(rows);
  }

  /** Number of rows, at least 1. */
  public int size() {
    return subjects.length;
  }

  /** Values in each vector. */
  public int dimension() {
    return dimension;
  }

  /** Row {@code index}, from 0. */
  public AuditRow row(int index) {
    return rows.get(index);
  }

  /** All rows, unmodifiable. */
  public List<AuditRow> all() {
    return rows;
  }

  /** Number of different patients. */
  public int patients() {
    return names.size();
  }

  /** Number of the patient of row {@code index}: 0 … patients() − 1. */
  public int patient(int index) {
    return subjects[index];
  }

  /** The patient's number of every row, a copy. */
  public int[] patientOfRow() {
    return subjects.clone();
  }

  /** The pseudonym of every patient, in the order of their numbers. */
  public List<String> subjects() {
    return names;
  }

  /** All vectors in one array, row after row: size() × dimension() values, a copy. */
  public float[] matrix() {
    float[] matrix = new float[Math.multiplyExact(size(), dimension)];
    for (int i = 0; i < size(); i++) {
      rows.get(i).copyTo(matrix, i * dimension);
    }
    return matrix;
  }

  /**
   * The rows that {@code kept} accepts, in the same order.
   *
   * @throws Refusal exit 65 when none is left
   */
  public AuditRows where(Predicate<AuditRow> kept) {
    return of(rows.stream().filter(kept).toList());
  }

  /** Every row changed by {@code change}, in the same order. */
  public AuditRows changed(UnaryOperator<AuditRow> change) {
    return of(rows.stream().map(change).toList());
  }

  /**
   * The same rows with other vectors.
   *
   * @param matrix size() × values, row after row
   * @param values of each new vector
   */
  public AuditRows withVectors(float[] matrix, int values) {
    if (matrix.length != Math.multiplyExact(size(), values)) {
      throw new IllegalArgumentException("one vector for each row");
    }
    List<AuditRow> changed = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      float[] vector = new float[values];
      System.arraycopy(matrix, i * values, vector, 0, values);
      changed.add(rows.get(i).withVector(vector));
    }
    return of(changed);
  }

  private void check(AuditRow row, Set<String> instances) {
    if (row.dimension() != dimension) {
      throw Refusal.badData(
          "The vectors have different dimensions.", "Audit the vectors of one encoder at a time.");
    }
    if (!instances.add(row.instance())) {
      throw Refusal.badData(
          "An image occurs twice among the rows.",
          "Each image may stand once: a probe that is in its own gallery finds itself.");
    }
  }
}
