package org.medveil.jobs.train;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.PoissonDraw;
import org.medveil.learning.DpSgdStep;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.PatientGradient;

/**
 * The clipped sum of one step over all executors. Task results, never accumulators: a retried or
 * speculative task would count twice there. Sums are integers, so their order does not matter.
 */
final class GradientSum {
  private GradientSum() {}

  static long[] of(
      JavaRDD<PatientExamples> patients,
      ModelSpec spec,
      float[] parameters,
      PoissonDraw draw,
      GridGaussian grid) {
    String model = spec.json();
    List<long[]> partial =
        patients
            .mapPartitions(part -> List.of(sum(part, model, parameters, draw, grid)).iterator())
            .collect();
    long[] total = new long[parameters.length];
    for (long[] sum : partial) {
      for (int i = 0; i < total.length; i++) {
        total[i] = Math.addExact(total[i], sum[i]);
      }
    }
    return total;
  }

  private static long[] sum(
      Iterator<PatientExamples> patients,
      String model,
      float[] parameters,
      PoissonDraw draw,
      GridGaussian grid) {
    PatientGradient gradient = CompiledModels.gradient(model);
    long[] sum = new long[parameters.length];
    while (patients.hasNext()) {
      PatientExamples patient = patients.next();
      if (draw.includes(patient.subjectKey())) {
        DpSgdStep.addPatient(gradient, parameters, patient, grid, sum);
      }
    }
    return sum;
  }
}
