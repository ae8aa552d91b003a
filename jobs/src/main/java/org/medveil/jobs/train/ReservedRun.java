package org.medveil.jobs.train;

import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PaidRun;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.learning.Cohort;
import org.medveil.learning.ModelSpec;

/** Budget that is set aside; what it buys needs the model's size, which comes with {@code fit}. */
interface ReservedRun {
  /**
   * The run of a model.
   *
   * @param grid clip, grid and noise
   * @param run adds the noise and counts the steps
   */
  record Paid(GridGaussian grid, PaidRun run) {}

  /** For one model. */
  Paid of(ModelSpec model);

  /** Refuses patients whose number the budget's δ does not suit; nothing where that was done. */
  default void permit(JavaRDD<Cohort> cohorts) {}

  /** Calibrates and reserves. */
  static ReservedRun of(
      TrainingPlan plan, PrivacyBudget budget, PrivacyLedger ledger, SitePolicy policy) {
    String purpose = policy.onlyPurpose();
    policy.permit(purpose, budget, plan.largestClippingNorm());
    double noiseMultiplier = plan.noiseMultiplier(budget);
    NoiseSource noise = policy.noise().load(line -> {});
    LedgerReceipt receipt =
        ledger.reserve(
            policy.reservation(
                "fit/" + UUID.randomUUID(),
                List.of(plan.participation().mechanism(noiseMultiplier)),
                purpose));
    return new ReservedRun() {
      @Override
      public Paid of(ModelSpec model) {
        GridGaussian grid = plan.grid(noiseMultiplier, model);
        return new Paid(grid, plan.participation().run(grid, receipt, noise));
      }

      @Override
      public void permit(JavaRDD<Cohort> cohorts) {
        long patients = cohorts.map(cohort -> (long) cohort.size()).reduce(Long::sum);
        LargeDelta.refuse(Math.max(budget.delta(), policy.budget().delta()), patients);
      }
    };
  }
}
