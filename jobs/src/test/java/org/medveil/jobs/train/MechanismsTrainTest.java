package org.medveil.jobs.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.ClipRule;
import org.medveil.dp.Mechanism;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.SingleParticipation;
import org.medveil.jobs.train.Patients.NoNoise;
import org.medveil.learning.Augmentation;
import org.medveil.learning.ClippingRule;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;
import org.medveil.testkit.LocalSpark;

/** DP-FTRL and the clipping rules through the training master, without their noise. */
@ExtendWith(LocalSpark.class)
class MechanismsTrainTest {
  private static final OptimizerSettings PLAIN = new OptimizerSettings("sgd", 1, 0, "none");

  @Test
  void inDpFtrlEachPatientIsInExactlyOneStep() {
    int count = 60;
    int steps = 4;
    ModelSpec model = ModelSpec.named("logistic", count, 1);
    TrainingPlan plan = new TrainingPlan(1, SingleParticipation.allBands(steps), 1e3, 1000, PLAIN);
    float[] delta =
        Patients.fit(Patients.master(plan, model, new NoNoise()), model, Patients.oneHot(count), 3);
    for (int p = 0; p < count; p++) {
      // Half a gradient each, less what the bias, at most 0.03, takes off: one step, not two.
      assertEquals(0.5, 1000 * delta[p], 0.01, "patient " + p);
    }
  }

  @Test
  void theNoiseOfDpFtrlIsWiderThanTheGridOfDpSgdAndOneReleaseIsReserved() {
    ModelSpec model = ModelSpec.named("logistic", 5, 1);
    TrainingPlan plan = new TrainingPlan(1, SingleParticipation.allBands(16), 1, 4, PLAIN);
    assertTrue(plan.grid(1, model).noiseMultiplier() > 1.35);
    DpSgdTrainingMaster master = Patients.master(plan, model, new NoNoise());
    Patients.fit(master, model, Patients.random(9, 5, 1), 2);
    assertEquals(
        List.of(plan.participation().mechanism(1)), master.release().orElseThrow().mechanisms());
  }

  @Test
  void severalRoundsAreCalibratedAsSeveralReleases() {
    PrivacyBudget budget = new PrivacyBudget(2, 1e-5);
    for (var participation : List.of(new SamplingPlan(0.1, 20), SingleParticipation.allBands(20))) {
      TrainingPlan plan = new TrainingPlan(3, participation, 1, 4, PLAIN);
      double noise = plan.noiseMultiplier(budget);
      List<Mechanism> rounds = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        rounds.add(participation.mechanism(noise));
      }
      double spent = new PldAccountant().epsilon(rounds, budget.delta());
      assertTrue(spent <= 2 && spent > 1.99, "three rounds cost " + spent);
    }
  }

  @Test
  void anAdaptiveNormFollowsTheNoisySumsInEveryDriver() {
    ClipRule rule = new ClipRule(0.01, 10, 0.5, 0.2, 0.1, 20);
    ModelSpec model = ModelSpec.named("logistic", 12, 1);
    List<PatientExamples> patients = Patients.random(20, 12, 3);
    // Some patients' gradients are below the norm and some above, so that it matters in each step.
    TrainingPlan among = adaptive(rule, 0.7);
    float[] local = fit(among, model, patients, "local");
    for (String driver : List.of("job", "resident")) {
      assertArrayEquals(local, fit(among, model, patients, driver), driver);
    }
    TrainingPlan adaptive = adaptive(rule, 0.05);
    float[] job = fit(adaptive, model, patients, "job");
    float[] first = fit(adaptive(rule, 0.05, 1), model, patients, "local");
    assertArrayEquals(
        fit(plan(1, 0.05), model, patients, "local"),
        first,
        1e-6f,
        "the first step is clipped to C0");
    // Nobody's gradient is below 0.05: the share below is 0 and C grows by e^(0.2·0.5) a step.
    double grown = norm(job) / norm(first);
    double most = 1 + Math.exp(0.1) + Math.exp(0.2);
    assertTrue(grown > 3.0 && grown <= most + 1e-3, "three growing steps, factor " + grown);
  }

  @Test
  void theNoiseGridOfAnAdaptiveRunHasOneEntryMore() {
    ModelSpec model = ModelSpec.named("logistic", 12, 1);
    TrainingPlan plan = adaptive(new ClipRule(0.01, 10, 0.5, 0.2, 0.1, 20), 0.05);
    assertEquals(model.trainableCount() + 1, plan.grid(1, model).dimension());
    assertEquals(10, plan.largestClippingNorm());
  }

  @Test
  void aNormOutsideItsBoundsOrOfAnotherBatchIsRefused() {
    ClipRule rule = new ClipRule(0.1, 1, 0.5, 0.2, 0.1, 20);
    assertUsage(() -> adaptive(rule, 2));
    GradientSettings gradient =
        new GradientSettings(0.5, new ClippingRule.Adaptive(rule), Augmentation.NONE);
    assertUsage(() -> new TrainingPlan(1, new SamplingPlan(1, 2), gradient, 21, PLAIN));
  }

  @Test
  void anAdaptiveNormThatIsNotOfThisPlanIsNoCheckpointOfIt() {
    ClipOfSteps fixed = new ClipOfSteps(GradientSettings.flat(1));
    assertTrue(Double.isNaN(fixed.norm()));
    assertThrows(Refusal.class, () -> fixed.restore(0.5));
    ClipOfSteps moving =
        new ClipOfSteps(adaptive(new ClipRule(0.1, 1, 0.5, 0.2, 0.1, 20), 0.5).gradient());
    assertThrows(Refusal.class, () -> moving.restore(Double.NaN));
    moving.restore(0.25);
    assertEquals(0.25, moving.norm());
  }

  @Test
  void perLayerAndAutomaticClippingReachTheEngine() {
    ModelSpec model = ModelSpec.named("mlp", 6, 1);
    List<PatientExamples> patients = Patients.random(20, 6, 3);
    float[] flat = fit(rule(new ClippingRule.Flat()), model, patients, "local");
    for (String name : List.of("per-layer", "automatic")) {
      float[] other = fit(rule(ClippingRule.named(name)), model, patients, "local");
      assertTrue(!java.util.Arrays.equals(flat, other), name);
    }
  }

  @Test
  void augmentationOfVectorsIsRefusedBeforeAnythingIsSpent() {
    TrainingPlan plan =
        new TrainingPlan(
            1,
            new SamplingPlan(1, 1),
            new GradientSettings(1, new ClippingRule.Flat(), Augmentation.named("flip", 2)),
            4,
            PLAIN);
    assertUsage(() -> plan.requireSuits(ModelSpec.named("logistic", 9, 1)));
    plan.requireSuits(ModelSpec.named("cnn", new org.medveil.learning.Shape(1, 8, 8), 1));
  }

  @Test
  void aMicroBatchChangesNothingAndIsNoPartOfTheRunsName() {
    ModelSpec model = ModelSpec.named("mlp", 6, 1);
    List<PatientExamples> patients = Patients.random(20, 6, 3);
    float[] expected = fit(plan(3, 0.3), model, patients, "local");
    DpSgdTrainingMaster small =
        Patients.master(plan(3, 0.3), model, new NoNoise())
            .with(new DriverSettings("local", 0, 0, 2));
    assertArrayEquals(expected, Patients.fit(small, model, patients, 2));
    for (String setting : List.of("schedule=cosine", "SingleParticipation", "Adaptive", "flip=")) {
      TrainingPlan all =
          new TrainingPlan(
              1,
              SingleParticipation.allBands(3),
              new GradientSettings(
                  0.5,
                  new ClippingRule.Adaptive(new ClipRule(0.1, 1, 0.5, 0.2, 0.1, 4)),
                  Augmentation.named("flip", 2)),
              4,
              new OptimizerSettings("sgd", 1, 0, "none", "cosine"));
      assertTrue(all.toString().contains(setting), all + " names its " + setting);
    }
  }

  @Test
  void correlatedNoiseKeepsNoCheckpoint() {
    TrainingPlan plan = new TrainingPlan(1, SingleParticipation.allBands(4), 1, 4, PLAIN);
    assertTrue(!plan.resumable() && plan(1, 1).resumable());
    assertEquals("single-participation", plan.sampler());
    assertEquals(Optional.empty(), plan.gradient().adaptive());
  }

  private static TrainingPlan plan(int steps, double clip) {
    return new TrainingPlan(1, new SamplingPlan(1, steps), clip, 20, PLAIN);
  }

  private static TrainingPlan rule(ClippingRule rule) {
    return new TrainingPlan(
        1, new SamplingPlan(1, 2), new GradientSettings(0.3, rule, Augmentation.NONE), 20, PLAIN);
  }

  private static TrainingPlan adaptive(ClipRule rule, double from) {
    return adaptive(rule, from, 3);
  }

  private static TrainingPlan adaptive(ClipRule rule, double from, int steps) {
    GradientSettings gradient =
        new GradientSettings(from, new ClippingRule.Adaptive(rule), Augmentation.NONE);
    return new TrainingPlan(1, new SamplingPlan(1, steps), gradient, 20, PLAIN);
  }

  private static float[] fit(
      TrainingPlan plan, ModelSpec model, List<PatientExamples> patients, String driver) {
    return Patients.fit(
        Patients.master(plan, model, new NoNoise()).with(DriverSettings.named(driver)),
        model,
        patients,
        2);
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static void assertUsage(org.junit.jupiter.api.function.Executable what) {
    assertEquals(ExitCode.USAGE, assertThrows(Refusal.class, what).exitCode());
  }
}
