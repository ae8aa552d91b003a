package org.medveil.jobs.train;

import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Cohort;

/**
 * A barrier stage that is entered once and stays for all steps. A lost task or executor loses the
 * stage: it is started anew and repeats the step under way with the same parameters and the same
 * draw, so its sum is the same to the last bit, and noise has not been added to it yet.
 */
final class ResidentDriver implements StepDriver {
  /** Restarts of a run; what fails more often is not an accident. */
  static final int RESTARTS = 3;

  private final JavaRDD<Cohort> cohorts;
  private final SumRecipe recipe;
  private final Consumer<String> say;
  private ResidentStage stage;
  private int restarts;

  ResidentDriver(JavaRDD<Cohort> cohorts, SumRecipe recipe, Consumer<String> say) {
    this.cohorts = cohorts;
    this.recipe = recipe;
    this.say = say;
  }

  @Override
  public long[] sum(int step, float[] parameters) {
    while (true) {
      try {
        if (stage == null) {
          stage = new ResidentStage(cohorts, recipe);
        }
        return stage.sum(step, parameters).get();
      } catch (ExecutionException e) {
        close();
        if (restarts++ >= RESTARTS) {
          throw new Refusal(
              org.medveil.contracts.ExitCode.TRY_AGAIN,
              "the resident stage was lost " + restarts + " times",
              "see the executors' logs; running again goes on from the last checkpoint",
              e.getCause());
        }
        say.accept("a task of the resident stage was lost: step " + (step + 1) + " again");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in step " + step, e);
      }
    }
  }

  @Override
  public void close() {
    if (stage != null) {
      stage.close();
      stage = null;
    }
  }
}
