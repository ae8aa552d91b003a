package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** A run hands out what was paid for: no step more, no release after a step less. */
class PrivateTrainingTest {
  private final SamplingPlan plan = new SamplingPlan(0.2, 3);
  private final GridGaussian grid = new GridGaussian(1, 1.5, 4);
  private final ExactTestNoise noise = new ExactTestNoise();
  private final ModelDelta delta = Fixtures.delta(4);

  @Test
  void a_full_run_yields_a_release_with_the_reserved_mechanism() {
    PrivateTraining training = training();
    for (int step = 0; step < 3; step++) {
      Release<float[]> noisy = training.step(new long[4]);
      assertEquals(List.of(new SubsampledGaussian(0.2, 1.5, 1)), noisy.mechanisms());
    }
    Release<ModelDelta> release = training.finish(delta);
    assertEquals(delta, release.value());
    assertEquals(List.of(plan.mechanism(1.5)), release.mechanisms());
    assertEquals(3, noise.calls());
  }

  @Test
  void a_step_more_than_reserved_is_refused_before_any_noise_is_drawn() {
    PrivateTraining training = training();
    for (int step = 0; step < 3; step++) {
      training.step(new long[4]);
    }
    Refusal refusal = assertThrows(Refusal.class, () -> training.step(new long[4]));
    assertEquals(ExitCode.BUDGET_REFUSED, refusal.exitCode());
    assertEquals(3, noise.calls());
  }

  @Test
  void a_run_beyond_the_proof_of_its_accounting_is_refused() {
    SamplingPlan many = new SamplingPlan(1, 600);
    GridGaussian wide = new GridGaussian(1, 1.5, Integer.MAX_VALUE);
    LedgerReceipt receipt = Fixtures.receipt(many.mechanism(1.5));
    Refusal refusal =
        assertThrows(Refusal.class, () -> new PrivateTraining(many, wide, receipt, noise));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  @Test
  void an_unfinished_run_releases_nothing() {
    PrivateTraining training = training();
    training.step(new long[4]);
    assertPolicy(() -> training.finish(delta));
  }

  @Test
  void other_noise_sampling_or_steps_than_reserved_are_refused() {
    LedgerReceipt receipt = Fixtures.receipt(plan.mechanism(1.5));
    GridGaussian quieter = new GridGaussian(1, 1.4, 4);
    assertPolicy(() -> new PrivateTraining(plan, quieter, receipt, noise));
    SamplingPlan denser = new SamplingPlan(0.3, 3);
    assertPolicy(() -> new PrivateTraining(denser, grid, receipt, noise));
    SamplingPlan longer = new SamplingPlan(0.2, 4);
    assertPolicy(() -> new PrivateTraining(longer, grid, receipt, noise));
  }

  @Test
  void a_resumed_run_counts_the_steps_before_the_checkpoint() {
    PrivateTraining resumed = training().resumedAfter(2);
    resumed.step(new long[4]);
    assertThrows(Refusal.class, () -> resumed.step(new long[4]));
    assertEquals(delta, resumed.finish(delta).value());
    assertThrows(Refusal.class, () -> training().resumedAfter(4));
  }

  @Test
  void post_processing_keeps_the_mechanisms() {
    PrivateTraining training = training().resumedAfter(3);
    Release<Integer> size = training.finish(delta).postProcess(ModelDelta::dimension);
    assertEquals(4, size.value());
    assertEquals(List.of(plan.mechanism(1.5)), size.mechanisms());
  }

  @Test
  void nobody_outside_this_package_can_make_a_release_or_a_bundle() {
    for (Class<?> guarded : List.of(Release.class, Bundle.class)) {
      assertFalse(
          Arrays.stream(guarded.getDeclaredConstructors())
              .anyMatch(constructor -> Modifier.isPublic(constructor.getModifiers())));
    }
  }

  @Test
  void without_a_noise_source_nothing_starts() {
    Refusal refusal = assertThrows(Refusal.class, NoiseSource::load);
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  @Test
  void a_delta_is_copied_in_and_out_and_finite() {
    float[] values = {1, 2};
    ModelDelta copied = new ModelDelta("a".repeat(64), values);
    values[0] = 9;
    copied.values()[1] = 9;
    assertArrayEquals(new float[] {1, 2}, copied.values());
    assertThrows(Refusal.class, () -> new ModelDelta("a".repeat(64), new float[] {Float.NaN}));
    assertThrows(Refusal.class, () -> new ModelDelta("a".repeat(64), new float[0]));
    assertThrows(Refusal.class, () -> new ModelDelta("A".repeat(64), new float[1]));
  }

  private PrivateTraining training() {
    return new PrivateTraining(plan, grid, Fixtures.receipt(plan.mechanism(1.5)), noise);
  }

  private static void assertPolicy(Runnable action) {
    Refusal refusal = assertThrows(Refusal.class, action::run);
    assertEquals(ExitCode.POLICY_REFUSED, refusal.exitCode());
  }
}
