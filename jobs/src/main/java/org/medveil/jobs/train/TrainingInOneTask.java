package org.medveil.jobs.train;

import java.util.List;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PaidRun;
import org.medveil.dp.Release;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;

/**
 * A whole run by the calling thread, with the parts of {@code train}: for shadow models, each of
 * which is one Spark task. What comes out is a release like any other, and stays in the house.
 */
public final class TrainingInOneTask {
  private TrainingInOneTask() {}

  /**
   * Trains from the model's initial parameters.
   *
   * @param run plan, noise and receipt
   * @param model what is trained
   * @param patients each once
   * @param noise fresh
   * @throws org.medveil.contracts.Refusal exit 77 if the receipt is of another run
   */
  public static Release<ModelDelta> of(
      Run run, ModelSpec model, List<PatientExamples> patients, NoiseSource noise) {
    TrainingPlan plan = run.plan();
    plan.requireSuits(model);
    GridGaussian grid = plan.grid(run.noiseMultiplier(), model);
    PaidRun paid = plan.participation().run(grid, run.receipt(), noise);
    EngineSettings engine = plan.engine(0);
    SumRecipe recipe =
        new SumRecipe(model, grid, engine, StepPatients.of(plan.participation(), engine.buckets()));
    TrainingRun training =
        new TrainingRun(plan, new TrainedPart(model), paid, RunConduct.of((step, steps) -> {}));
    float[] start = model.initialParameters();
    try (StepDriver driver = new LocalDriver(List.of(Cohort.of(patients)), 1, recipe)) {
      float[] end = training.steps(driver, start);
      for (int i = 0; i < end.length; i++) {
        end[i] -= start[i];
      }
      return training.finish(new ModelDelta(model.sha256(), end));
    }
  }

  /**
   * What is run.
   *
   * @param plan public settings
   * @param noiseMultiplier as reserved
   * @param receipt of exactly this mechanism
   */
  public record Run(TrainingPlan plan, double noiseMultiplier, LedgerReceipt receipt) {}
}
