package org.medveil.jobs.train;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.learning.Cohort;
import org.medveil.learning.StepPoint;

/**
 * A barrier stage that is entered once and stays for all steps. A lost task or executor loses the
 * stage. The step under way is then repeated as a job, with the same parameters and the same draw,
 * so its sum is the same to the last bit, and noise had not been added to it; Spark's own retries
 * get it done, or say why it cannot be. The next step enters a new stage.
 */
final class ResidentDriver implements StepDriver {
  /** What is lost more often is not an accident. */
  static final int MOST_LOSSES = 3;

  private final JavaRDD<Cohort> cohorts;
  private final SumRecipe recipe;
  private final Supplier<Optional<String>> obstacle;
  private final Consumer<String> say;
  private final StepDriver jobs;
  private ResidentStage stage;
  private int losses;

  /**
   * @param obstacle why no stage can be entered now; empty when one can
   */
  ResidentDriver(
      JavaRDD<Cohort> cohorts,
      SumRecipe recipe,
      Supplier<Optional<String>> obstacle,
      Consumer<String> say) {
    this.cohorts = cohorts;
    this.recipe = recipe;
    this.obstacle = obstacle;
    this.say = say;
    this.jobs = new JobDriver(cohorts, recipe);
  }

  @Override
  public long[] sum(StepPoint point) {
    if (stage == null && losses <= MOST_LOSSES && obstacle.get().isEmpty()) {
      stage = new ResidentStage(cohorts, recipe);
    }
    if (stage != null) {
      try {
        return stage.sum(point).get();
      } catch (ExecutionException e) {
        close();
        losses++;
        say.accept(
            "the resident stage lost a task: step " + (point.step() + 1) + " again, as a job");
        if (losses > MOST_LOSSES) {
          say.accept("the resident stage was lost too often: jobs from here on");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in step " + point.step(), e);
      }
    }
    return jobs.sum(point);
  }

  @Override
  public void close() {
    if (stage != null) {
      stage.close();
      stage = null;
    }
  }
}
