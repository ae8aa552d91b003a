package org.medveil.audits.reidentification;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.medveil.audits.AuditRow;

/** Probes or gallery, ready to search: mapped vectors, marks, and what tells near-duplicates. */
public final class Searched implements Serializable {
  private static final long serialVersionUID = 1;

  private final float[] mapped;
  private final Marks marks;
  private final Originals originals;
  private final PixelPrint[] prints;

  private Searched(float[] mapped, Marks marks, Originals originals, PixelPrint[] prints) {
    this.mapped = mapped;
    this.marks = marks;
    this.originals = originals;
    this.prints = prints;
  }

  /** Maps rows as probes. */
  public static Searched probes(
      List<AuditRow> rows, Comparison by, Map<String, PixelPrint> prints) {
    float[] matrix = matrix(rows);
    return of(rows, by.probes(matrix, rows.size()), matrix, prints);
  }

  /** Maps rows as gallery. */
  public static Searched gallery(
      List<AuditRow> rows, Comparison by, Map<String, PixelPrint> prints) {
    float[] matrix = matrix(rows);
    return of(rows, by.gallery(matrix, rows.size()), matrix, prints);
  }

  private static Searched of(
      List<AuditRow> rows, float[] mapped, float[] matrix, Map<String, PixelPrint> prints) {
    PixelPrint[] found =
        rows.stream().map(row -> prints.get(row.instance())).toArray(PixelPrint[]::new);
    return new Searched(
        mapped, Marks.of(rows), new Originals(matrix, rows.get(0).dimension()), found);
  }

  private static float[] matrix(List<AuditRow> rows) {
    int dimension = rows.get(0).dimension();
    float[] matrix = new float[Math.multiplyExact(rows.size(), dimension)];
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).copyTo(matrix, i * dimension);
    }
    return matrix;
  }

  /** Number of images. */
  public int size() {
    return marks.size();
  }

  /** Of each image. */
  public Marks marks() {
    return marks;
  }

  /** Floats of all mapped vectors together. */
  public long floats() {
    return mapped.length;
  }

  float[] mapped() {
    return mapped;
  }

  int width() {
    return mapped.length / marks.size();
  }

  Originals originals() {
    return originals;
  }

  PixelPrint print(int index) {
    return prints[index];
  }
}
