package org.medveil.audits.ablation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;

/** Of each image: the mean of the same patient's images of other visits, the true mate. */
public final class Mates {
  private final Map<String, List<AuditRow>> bySubject = new HashMap<>();

  /** Where visits are not known, all other images of the patient count. */
  public Mates(AuditRows rows) {
    rows.all()
        .forEach(row -> bySubject.computeIfAbsent(row.subject(), s -> new ArrayList<>()).add(row));
  }

  /** The mate's vector, empty when the patient has no other visit. */
  public Optional<float[]> of(AuditRow row) {
    double[] sum = new double[row.dimension()];
    int count = 0;
    for (AuditRow other : bySubject.getOrDefault(row.subject(), List.of())) {
      boolean itself = other.instance().equals(row.instance());
      boolean sameVisit = row.visit().isPresent() && other.visit().equals(row.visit());
      if (!itself && !sameVisit) {
        float[] vector = other.vector();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += vector[i];
        }
        count++;
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / count);
    }
    return Optional.of(mean);
  }
}
