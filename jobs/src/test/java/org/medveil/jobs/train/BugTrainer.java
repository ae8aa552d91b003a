package org.medveil.jobs.train;

import java.util.ArrayList;
import java.util.List;
import org.medveil.audits.privacy.NoiseTap;
import org.medveil.audits.privacy.TrainerUnderAudit;
import org.medveil.audits.privacy.Training;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.PaidRun;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.SamplingPlan;
import org.medveil.jobs.FixedNoise;
import org.medveil.learning.ClippingRule;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;

/**
 * The product's own trainer (local driver, engine, grid, paid run, optimizer) with one place in it
 * replaced. Without a bug nothing is replaced. For tests: nothing in main code can switch a bug on.
 */
final class BugTrainer implements TrainerUnderAudit {
  private final Bug bug;
  private final long seed;
  private int runs;

  /**
   * @param seed of noise and draws, so that an audit of it ends the same way every time
   */
  BugTrainer(Bug bug, long seed) {
    this.bug = bug;
    this.seed = seed;
  }

  /** What a replaced place may look at. */
  record Inside(TrainingPlan plan, SumRecipe recipe, List<Cohort> cohorts) {
    /** The patients of a step, by the recipe's own draw. */
    List<PatientExamples> sampled(int step) {
      List<PatientExamples> sampled = new ArrayList<>();
      for (Cohort cohort : cohorts) {
        for (int patient : recipe.patients().sampled(step, cohort)) {
          sampled.add(cohort.patient(patient));
        }
      }
      return sampled;
    }

    int count(int step) {
      return cohorts.stream().mapToInt(c -> recipe.patients().sampled(step, c).length).sum();
    }

    StepDriver driver() {
      return new LocalDriver(cohorts, 1, recipe);
    }
  }

  @Override
  public Trace train(
      ModelSpec model,
      List<PatientExamples> patients,
      Training training,
      OptimizerSettings optimizer) {
    runs++;
    TrainingPlan plan =
        new TrainingPlan(
            1, training.plan(), training.clippingNorm(), training.expectedBatch(), optimizer);
    GridGaussian grid = plan.grid(training.noiseMultiplier(), model);
    NoiseTap tap = new NoiseTap(bug.noise(new FixedNoise(seed + 1_000_003L * runs), model));
    PaidRun paid = plan.participation().run(grid, receipt(training), tap);
    EngineSettings engine = new EngineSettings(2, new ClippingRule.Flat(), 0);
    SumRecipe recipe =
        new SumRecipe(model, grid, engine, bug.patients(training.plan(), secret(), 2));
    Inside inside = new Inside(plan, recipe, cohorts(patients));
    float[] start = model.initialParameters();
    try (StepDriver driver = bug.driver(inside)) {
      float[] end = bug.steps(inside, paid, driver, start);
      float[] delta = new float[end.length];
      for (int i = 0; i < end.length; i++) {
        delta[i] = end[i] - start[i];
      }
      return new Trace(tap.noisySums(grid), delta);
    }
  }

  /** Two partitions, each with one bucket, as two Spark tasks would have them. */
  private static List<Cohort> cohorts(List<PatientExamples> patients) {
    List<List<PatientExamples>> parts = List.of(new ArrayList<>(), new ArrayList<>());
    patients.forEach(p -> parts.get(Cohort.bucket(Cohort.hash(p.subjectKey()), 2)).add(p));
    return parts.stream().filter(part -> !part.isEmpty()).map(Cohort::of).toList();
  }

  private byte[] secret() {
    return java.nio.ByteBuffer.allocate(32).putLong(seed).putInt(runs).array();
  }

  private static LedgerReceipt receipt(Training training) {
    SamplingPlan plan = training.plan();
    return new LedgerReceipt(
        "audit",
        "canaries",
        PrivacyUnit.PATIENT,
        List.of(plan.mechanism(training.noiseMultiplier())),
        1,
        1e-5,
        "0".repeat(64),
        "pld",
        "2026-01-01T00:00:00Z");
  }
}
