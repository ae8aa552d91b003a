package org.medveil.jobs.train;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.jobs.train.resident.ExactSum;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.Cohort;
import org.medveil.learning.StepPoint;

/**
 * One Spark job a step. Task results, never accumulators: a retried task would count twice there.
 * Spark retries a lost task by itself. A job costs some 20 to 90 ms, so this is for steps that take
 * much longer.
 */
final class JobDriver implements StepDriver {
  private final JavaRDD<Cohort> cohorts;
  private final SumRecipe recipe;

  JobDriver(JavaRDD<Cohort> cohorts, SumRecipe recipe) {
    this.cohorts = cohorts;
    this.recipe = recipe;
  }

  @Override
  public long[] sum(StepPoint point) {
    SumRecipe sums = recipe;
    // A point is no more than these three, which travel by themselves.
    int step = point.step();
    float[] parameters = point.parameters();
    double clip = point.clippingNorm();
    List<byte[]> parts =
        cohorts
            .mapPartitions(part -> part(part, sums, new StepPoint(parameters, step, clip)))
            .collect();
    long[] total = new long[recipe.length()];
    long[] one = new long[total.length];
    for (byte[] part : parts) {
      ByteBuffer.wrap(part).asLongBuffer().get(one);
      ExactSum.absorb(total, 0, one, one.length);
    }
    return total;
  }

  /** A partition's sum as bytes: Java serialises longs one by one, bytes at once. */
  private static Iterator<byte[]> part(
      Iterator<Cohort> cohorts, SumRecipe recipe, StepPoint point) {
    EnginePool pool = EnginePool.ofThisExecutor();
    ClippedSums sums = pool.borrow(recipe);
    long[] sum = new long[recipe.length()];
    boolean done = false;
    try {
      while (cohorts.hasNext()) {
        recipe.add(sums, point, cohorts.next(), sum);
      }
      done = true;
    } finally {
      if (done) {
        pool.giveBack(recipe, sums);
      } else {
        sums.close();
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, sum.length));
    bytes.asLongBuffer().put(sum);
    return List.of(bytes.array()).iterator();
  }

  @Override
  public void close() {}
}
