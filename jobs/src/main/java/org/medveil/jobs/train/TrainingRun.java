package org.medveil.jobs.train;

import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.PaidRun;
import org.medveil.dp.Release;
import org.medveil.learning.Optimizer;
import org.medveil.learning.StepPoint;

/** The driver's part of a run: noise once a step, optimizer, checkpoints. */
final class TrainingRun {
  private final TrainingPlan plan;
  private final TrainedPart trained;
  private final RunConduct conduct;
  private final ClipOfSteps clip;
  private final Optional<Checkpoint> from;
  private final PaidRun training;

  /** Finds out whether there is a checkpoint; then the reservation's first steps are spent. */
  TrainingRun(TrainingPlan plan, TrainedPart trained, PaidRun reserved, RunConduct conduct) {
    this.plan = plan;
    this.trained = trained;
    this.conduct = conduct;
    this.clip = new ClipOfSteps(plan.gradient());
    this.from = conduct.checkpoints().flatMap(Checkpoints::latest);
    this.training = from.map(c -> reserved.resumedAfter(c.done())).orElse(reserved);
  }

  /** All steps that are left; returns the parameters to publish. */
  float[] steps(StepDriver driver, float[] start) {
    int steps = plan.steps();
    Optimizer optimizer = new Optimizer(plan.optimizer(), trained.length(), steps);
    float[] parameters = start.clone();
    if (from.isPresent()) {
      parameters = resumed(from.get(), optimizer, start.length);
    }
    for (int step = training.stepsDone(); step < steps; step++) {
      long[] sum = driver.sum(new StepPoint(parameters, step, clip.norm()));
      float[] mean = clip.gradientSum(training.step(sum).value());
      for (int i = 0; i < mean.length; i++) {
        mean[i] /= plan.expectedBatch();
      }
      parameters = trained.with(parameters, optimizer.update(trained.of(parameters), mean));
      keep(optimizer, parameters, step + 1);
      conduct.onStep().accept(step + 1, steps);
    }
    return trained.with(start, optimizer.averaged());
  }

  Release<ModelDelta> finish(ModelDelta delta) {
    return training.finish(delta);
  }

  private float[] resumed(Checkpoint checkpoint, Optimizer optimizer, int length) {
    if (checkpoint.parameters().length != length) {
      throw Refusal.badData(
          "the checkpoint of this round is of another model", "it was changed by hand");
    }
    clip.restore(checkpoint.clippingNorm());
    try {
      optimizer.restored(checkpoint.optimizer());
    } catch (IllegalArgumentException e) {
      throw Refusal.badData(
          "the checkpoint of this round is of another optimizer", "it was changed by hand");
    }
    conduct.say().accept("going on after step " + checkpoint.done() + ", from the checkpoint");
    return checkpoint.parameters().clone();
  }

  private void keep(Optimizer optimizer, float[] parameters, int done) {
    int every = conduct.drivers().checkpointEvery();
    if (plan.resumable() && every > 0 && done % every == 0 && done < plan.steps()) {
      conduct
          .checkpoints()
          .ifPresent(
              c -> c.keep(new Checkpoint(c.runId(), parameters, clip.norm(), optimizer.state())));
    }
  }
}
