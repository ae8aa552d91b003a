package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** A run with correlated noise hands out what was paid for, from beginning to end and at once. */
class PrivateFollowTheLeaderTest {
  private final SingleParticipation plan = new SingleParticipation(3, 2);
  private final GridGaussian grid = plan.grid(1, 1.5, 4);
  private final ExactTestNoise noise = new ExactTestNoise();
  private final ModelDelta delta = Fixtures.delta(4);

  @Test
  void a_full_run_yields_a_release_with_the_reserved_mechanism() {
    PaidRun run = run();
    List<Mechanism> whole = List.of(new ToeplitzGaussian(2, 1.5, 3));
    for (int step = 0; step < 3; step++) {
      assertEquals(step, run.stepsDone());
      assertEquals(whole, run.step(new long[4]).mechanisms());
    }
    Release<ModelDelta> release = run.finish(delta);
    assertEquals(delta, release.value());
    assertEquals(whole, release.mechanisms());
    assertEquals(3, noise.calls());
  }

  @Test
  void a_step_is_its_sum_plus_noise_in_units_of_the_contributions() {
    PaidRun run = plan.run(grid, receipt(1.5), new SilentTestNoise());
    for (int step = 0; step < 3; step++) {
      long[] sum = new long[4];
      grid.addClipped(new double[] {0.3, 0, 0, -0.4 - step}, sum);
      long[] before = sum.clone();
      double norm = Math.hypot(0.3, 0.4 + step);
      float[] out = run.step(sum).value();
      assertEquals(0.3 / Math.max(1, norm), out[0], 1e-7);
      assertEquals((-0.4 - step) / Math.max(1, norm), out[3], 1e-7);
      assertArrayEquals(before, sum);
    }
  }

  @Test
  void a_step_more_than_reserved_is_refused_before_any_noise_is_drawn() {
    PaidRun run = run();
    for (int step = 0; step < 3; step++) {
      run.step(new long[4]);
    }
    Refusal refusal = assertThrows(Refusal.class, () -> run.step(new long[4]));
    assertEquals(ExitCode.BUDGET_REFUSED, refusal.exitCode());
    assertEquals(3, noise.calls());
  }

  @Test
  void an_unfinished_run_releases_nothing() {
    PaidRun run = run();
    run.step(new long[4]);
    assertPolicy(() -> run.finish(delta));
    assertThrows(IllegalArgumentException.class, () -> run.step(new long[5]));
    assertEquals(1, run.stepsDone());
  }

  @Test
  void it_cannot_be_continued_from_a_checkpoint() {
    PaidRun run = run();
    assertSame(run, run.resumedAfter(0));
    assertPolicy(() -> run.resumedAfter(1));
    run.step(new long[4]);
    assertPolicy(() -> run.resumedAfter(0));
    assertPolicy(() -> run.resumedAfter(1));
  }

  @Test
  void other_noise_bands_steps_or_mechanisms_than_reserved_are_refused() {
    assertPolicy(() -> plan.run(grid, receipt(1.6), noise));
    assertPolicy(() -> plan.run(new GridGaussian(1, 1.5, 4), receipt(1.5), noise));
    assertPolicy(() -> new SingleParticipation(3, 3).run(grid, receipt(1.5), noise));
    assertPolicy(() -> new SingleParticipation(4, 2).run(grid, receipt(1.5), noise));
    LedgerReceipt sampled = Fixtures.receipt(new SubsampledGaussian(1, 1.5, 3));
    assertPolicy(() -> plan.run(grid, sampled, noise));
    LedgerReceipt correlated = receipt(1.5);
    assertPolicy(() -> new SamplingPlan(1, 3).run(grid, correlated, noise));
  }

  @Test
  void a_run_beyond_the_proof_of_its_accounting_is_refused() {
    SingleParticipation many = new SingleParticipation(600, 1);
    GridGaussian wide = many.grid(1, 1.5, Integer.MAX_VALUE);
    LedgerReceipt receipt = Fixtures.receipt(many.mechanism(1.5));
    Refusal refusal = assertThrows(Refusal.class, () -> many.run(wide, receipt, noise));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  private PaidRun run() {
    return plan.run(grid, receipt(1.5), noise);
  }

  private LedgerReceipt receipt(double noiseMultiplier) {
    return Fixtures.receipt(plan.mechanism(noiseMultiplier));
  }

  private static void assertPolicy(Runnable action) {
    Refusal refusal = assertThrows(Refusal.class, action::run);
    assertEquals(ExitCode.POLICY_REFUSED, refusal.exitCode());
  }
}
