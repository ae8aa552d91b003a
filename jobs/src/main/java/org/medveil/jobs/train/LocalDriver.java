package org.medveil.jobs.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.medveil.jobs.train.resident.ExactSum;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.Cohort;
import org.medveil.learning.StepPoint;

/**
 * All patients in the driver's JVM, one engine a thread, no Spark between steps: the least a step
 * can cost.
 */
final class LocalDriver implements StepDriver {
  private final SumRecipe recipe;
  private final List<Share> shares = new ArrayList<>();
  private final ExecutorService threads;

  /**
   * @param cohorts dealt out to the threads; no bucket lies in two of them
   * @param count of threads, at least 1; idle ones are not made
   */
  LocalDriver(List<Cohort> cohorts, int count, SumRecipe recipe) {
    this.recipe = recipe;
    for (int t = 0; t < Math.min(count, cohorts.size()); t++) {
      List<Cohort> mine = new ArrayList<>();
      for (int c = t; c < cohorts.size(); c += count) {
        mine.add(cohorts.get(c));
      }
      shares.add(new Share(mine, recipe.engineForOneThread(), new long[recipe.length()]));
    }
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, shares.size()),
            work -> {
              Thread thread = new Thread(work, "medveil-step");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public long[] sum(StepPoint point) {
    List<Callable<long[]>> work = new ArrayList<>();
    for (Share share : shares) {
      work.add(() -> share.sum(recipe, point));
    }
    long[] total = new long[recipe.length()];
    try {
      for (Future<long[]> part : threads.invokeAll(work)) {
        long[] sum = part.get();
        ExactSum.absorb(total, 0, sum, sum.length);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in step " + point.step(), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a step's thread failed", e.getCause());
    }
    return total;
  }

  @Override
  public void close() {
    threads.shutdown();
    shares.forEach(share -> share.sums.close());
  }

  private record Share(List<Cohort> cohorts, ClippedSums sums, long[] sum) {
    long[] sum(SumRecipe recipe, StepPoint point) {
      Arrays.fill(sum, 0);
      for (Cohort cohort : cohorts) {
        recipe.add(sums, point, cohort, sum);
      }
      return sum;
    }
  }
}
