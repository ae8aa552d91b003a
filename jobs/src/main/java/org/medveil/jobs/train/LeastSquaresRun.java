package org.medveil.jobs.train;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.PaidRun;
import org.medveil.dp.Release;
import org.medveil.jobs.exchange.StartingPoint;
import org.medveil.jobs.train.resident.ExactSum;
import org.medveil.learning.Cohort;
import org.medveil.learning.LeastSquaresHead;

/** One job for the sum, noise once, and a linear system: {@link LeastSquaresPlan}. */
final class LeastSquaresRun {
  private final LeastSquaresHead head;
  private final GridGaussian grid;
  private final PaidRun reserved;

  LeastSquaresRun(LeastSquaresHead head, GridGaussian grid, PaidRun reserved) {
    this.head = head;
    this.grid = grid;
    this.reserved = reserved;
  }

  Release<ModelDelta> of(JavaRDD<Cohort> cohorts, StartingPoint start) {
    LeastSquaresHead patients = head;
    GridGaussian clip = grid;
    long[] total = new long[head.dimension()];
    // Task results, never accumulators: a retried task would count twice there.
    for (byte[] part : cohorts.mapPartitions(part -> part(part, patients, clip)).collect()) {
      long[] one = new long[total.length];
      ByteBuffer.wrap(part).asLongBuffer().get(one);
      ExactSum.absorb(total, 0, one, one.length);
    }
    float[] solved = head.solve(reserved.step(total), grid).value();
    float[] from = start.parameters();
    for (int i = 0; i < solved.length; i++) {
      solved[i] -= from[i];
    }
    return reserved.finish(new ModelDelta(start.spec().sha256(), solved));
  }

  private static Iterator<byte[]> part(
      Iterator<Cohort> cohorts, LeastSquaresHead head, GridGaussian grid) {
    long[] sum = new long[head.dimension()];
    while (cohorts.hasNext()) {
      Cohort cohort = cohorts.next();
      for (int patient = 0; patient < cohort.size(); patient++) {
        head.addPatient(cohort.patient(patient), grid, sum);
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, sum.length));
    bytes.asLongBuffer().put(sum);
    return List.of(bytes.array()).iterator();
  }
}
