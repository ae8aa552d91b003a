package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

/**
 * Links two releases whose vectors come from different encoders, resolutions or sites: learns on
 * patients whom the attacker knows in both, by ridge regression, how a patient's mean in the
 * release follows from an image of the other, and compares by cosine on whitened axes.
 */
public final class LinearBridge implements Comparison {
  private static final long serialVersionUID = 1;
  private static final int AXES = 128;
  private static final double RIDGE = 0.01;

  private final LinearMap across;
  private final LinearMap release;

  private LinearBridge(LinearMap across, LinearMap release) {
    this.across = across;
    this.release = release;
  }

  /**
   * @param known images of the probes' kind, of patients who are not among the probes
   * @param inRelease images of the release, of the same patients or more
   * @throws Refusal exit 65 if fewer than three patients are in both
   */
  public static LinearBridge fit(AuditRows known, AuditRows inRelease) {
    PrincipalAxes axes = PrincipalAxes.of(inRelease.matrix(), inRelease.dimension(), AXES);
    DMatrixRMaj scales = new DMatrixRMaj(axes.size(), axes.size());
    for (int i = 0; i < axes.size(); i++) {
      scales.set(i, i, 1 / Math.sqrt(axes.variance(i) + RIDGE * axes.meanVariance()));
    }
    LinearMap release = axes.after(scales);
    Map<String, double[]> means = means(release, inRelease);
    List<AuditRow> both =
        known.all().stream().filter(row -> means.containsKey(row.subject())).toList();
    if (both.stream().map(AuditRow::subject).distinct().count() < 3) {
      throw Refusal.badData(
          "Fewer than three patients outside a fold stand in both releases.",
          "A bridge between encoders is learned on patients who are known in both.");
    }
    List<ToDoubleFunction<AuditRow>> targets = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      int axis = i;
      targets.add(row -> means.get(row.subject())[axis]);
    }
    return new LinearBridge(TraitModel.fit(AuditRows.of(both), targets, RIDGE).map(), release);
  }

  private static Map<String, double[]> means(LinearMap map, AuditRows rows) {
    float[] coordinates = map.apply(rows.matrix(), rows.size());
    Map<String, double[]> means = new HashMap<>();
    int[] counts = new int[rows.patients()];
    for (int row = 0; row < rows.size(); row++) {
      counts[rows.patient(row)]++;
    }
    for (int row = 0; row < rows.size(); row++) {
      double[] mean = means.computeIfAbsent(rows.row(row).subject(), s -> new double[map.width()]);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += coordinates[row * mean.length + i] / counts[rows.patient(row)];
      }
    }
    return means;
  }

  @Override
  public String id() {
    return "linear-bridge";
  }

  @Override
  public int width() {
    return release.width();
  }

  @Override
  public float[] probes(float[] rows, int count) {
    return Cosine.normalised(across.apply(rows, count), count, width());
  }

  @Override
  public float[] gallery(float[] rows, int count) {
    return Cosine.normalised(release.apply(rows, count), count, width());
  }
}
