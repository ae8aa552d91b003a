package org.medveil.jobs.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.ClipRule;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.SingleParticipation;
import org.medveil.jobs.exchange.SiteUpdate;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.train.Patients.NoNoise;
import org.medveil.learning.Augmentation;
import org.medveil.learning.ClippingRule;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.OptimizerState;
import org.medveil.learning.PatientExamples;
import org.medveil.testkit.LocalSpark;

/** A run that crashes between two steps goes on from its checkpoint, under its reservation. */
@ExtendWith(LocalSpark.class)
class ResumeTest {
  private static final int STEPS = 11;
  private static final OptimizerSettings ADAM = new OptimizerSettings("adam", 0.1, 0.9, "ema");
  private static final String ROUND = "site_update/main/round-0001";

  private final ModelSpec model = ModelSpec.named("mlp", 6, 1);
  private final List<PatientExamples> patients = Patients.random(20, 6, 3);
  private final List<String> said = new ArrayList<>();
  @TempDir private Path warehouse;

  @Test
  void afterACrashTheReleaseHasExactlyAllStepsAndTheSameParameters() throws IOException {
    NoNoise whole = new NoNoise();
    float[] expected = Patients.fit(master(whole, Integer.MAX_VALUE, "run"), model, patients, 2);
    forget();
    NoNoise first = new NoNoise();
    assertThrows(Crash.class, () -> Patients.fit(master(first, 7, "run"), model, patients, 2));
    assertEquals(7, first.calls());
    NoNoise second = new NoNoise();
    DpSgdTrainingMaster resumed = master(second, Integer.MAX_VALUE, "run");
    assertArrayEquals(
        expected, Patients.fit(resumed, model, patients, 2), "every patient is in every step");
    assertEquals(STEPS - 6, second.calls(), "the checkpoint stands after step 6");
    assertEquals(List.of("going on after step 6, from the checkpoint"), said);
    assertEquals(
        List.of(new SamplingPlan(1, STEPS).mechanism(1)),
        resumed.release().orElseThrow().mechanisms());
  }

  @Test
  void aRunMayCrashAgainAndAgain() throws IOException {
    float[] expected =
        Patients.fit(master(new NoNoise(), Integer.MAX_VALUE, "run"), model, patients, 2);
    forget();
    for (int crash : new int[] {4, 4, 10}) {
      assertThrows(
          Crash.class, () -> Patients.fit(master(new NoNoise(), crash, "run"), model, patients, 2));
    }
    NoNoise last = new NoNoise();
    assertArrayEquals(
        expected, Patients.fit(master(last, Integer.MAX_VALUE, "run"), model, patients, 2));
    assertEquals(STEPS - 9, last.calls());
  }

  @Test
  void onlyTheLatestIsKeptAndTheEndClearsAll() throws IOException {
    assertThrows(
        Crash.class, () -> Patients.fit(master(new NoNoise(), 10, "run"), model, patients, 2));
    List<String> files = files();
    assertEquals(1, files.size(), files::toString);
    assertTrue(
        files.get(0).matches("checkpoints/main/round-0001/[0-9a-f]{16}/link-00003/checkpoint.bin"));
    checkpoints("run").clear();
    assertEquals(List.of(), files());
    checkpoints("run").clear();
  }

  @Test
  void aDriverThatWasThoughtDeadAddsNothingToTheChain() throws IOException {
    Checkpoints thoughtDead = checkpoints("run");
    // Its successor goes through the whole round and tidies up.
    Checkpoints successor = checkpoints("run");
    successor.keep(checkpoint(100));
    successor.keep(checkpoint(200));
    assertRefused(() -> thoughtDead.keep(checkpoint(50)));
    assertRefused(() -> thoughtDead.keep(checkpoint(300)));
    successor.finish(Map.of(SiteUpdate.FACTS, new byte[1]));
    successor.clear();
    assertRefused(() -> thoughtDead.keep(checkpoint(100)));
    assertRefused(() -> thoughtDead.finish(Map.of(SiteUpdate.FACTS, new byte[2])));
    assertEquals(List.of(), files());
  }

  @Test
  void ofTwoThatWentOnFromOneCheckpointOneGoesFurther() {
    checkpoints("run").keep(checkpoint(100));
    Checkpoints one = checkpoints("run");
    Checkpoints other = checkpoints("run");
    assertEquals(100, one.latest().orElseThrow().done());
    other.keep(checkpoint(200));
    assertRefused(() -> one.keep(checkpoint(200)));
    assertRefused(() -> one.finish(Map.of(SiteUpdate.FACTS, new byte[1])));
    assertEquals(200, checkpoints("run").latest().orElseThrow().done());
    assertEquals(Optional.empty(), checkpoints("run").update());
  }

  @Test
  void anUpdateThatDidNotReachItsPlaceIsFoundAtTheEndOfTheChain() {
    Checkpoints run = checkpoints("run");
    run.keep(checkpoint(100));
    run.finish(Map.of(SiteUpdate.FACTS, new byte[] {7}));
    byte[] found = checkpoints("run").update().orElseThrow().get(SiteUpdate.FACTS);
    assertArrayEquals(new byte[] {7}, found);
  }

  @Test
  void aChainThatSomeoneHasCutIsRefused() throws IOException {
    checkpoints("run").keep(checkpoint(100));
    checkpoints("run").keep(checkpoint(200));
    Path run = warehouse.resolve(files().get(0)).getParent().getParent();
    try (Stream<Path> link = Files.walk(run.resolve("link-00001"))) {
      for (Path path : link.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    Refusal refused = assertThrows(Refusal.class, () -> checkpoints("run"));
    assertEquals(ExitCode.BAD_DATA, refused.exitCode());
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable late) {
    assertEquals(ExitCode.TRY_AGAIN, assertThrows(Refusal.class, late).exitCode());
  }

  private static Checkpoint checkpoint(int done) {
    float[] some = {1, 2};
    OptimizerState state = new OptimizerState(done, some, new double[] {1, 2}, 1);
    return new Checkpoint("run", some, Double.NaN, state);
  }

  @Test
  void aCheckpointOfOtherSettingsIsNotUsedAndSaid() {
    assertThrows(
        Crash.class, () -> Patients.fit(master(new NoNoise(), 7, "run"), model, patients, 2));
    NoNoise noise = new NoNoise();
    Patients.fit(master(noise, Integer.MAX_VALUE, "another run"), model, patients, 2);
    assertEquals(STEPS, noise.calls());
    assertEquals(List.of("a checkpoint of other settings is there and is not used"), said);
  }

  @Test
  void aDamagedCheckpointIsRefusedAndNothingIsRepeated() throws IOException {
    assertThrows(
        Crash.class, () -> Patients.fit(master(new NoNoise(), 7, "run"), model, patients, 2));
    Path file = warehouse.resolve(files().get(0));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    NoNoise noise = new NoNoise();
    Refusal refused =
        assertThrows(
            Refusal.class,
            () -> Patients.fit(master(noise, Integer.MAX_VALUE, "run"), model, patients, 2));
    assertEquals(ExitCode.BAD_DATA, refused.exitCode());
    assertEquals(0, noise.calls());
  }

  @Test
  void aMasterThatFailedOnItsWayDoesNotBeginAnew() {
    NoNoise noise = new NoNoise();
    DpSgdTrainingMaster master = master(noise, 7, "run");
    assertThrows(Crash.class, () -> Patients.fit(master, model, patients, 2));
    Refusal refused = assertThrows(Refusal.class, () -> Patients.fit(master, model, patients, 2));
    assertEquals(ExitCode.BUDGET_REFUSED, refused.exitCode());
    assertEquals(7, noise.calls());
  }

  @Test
  void aCheckpointSurvivesItsBytes() {
    assertThrows(
        Crash.class, () -> Patients.fit(master(new NoNoise(), 7, "run"), model, patients, 2));
    Checkpoint kept = checkpoints("run").latest().orElseThrow();
    Checkpoint again = Checkpoint.parse(kept.bytes());
    assertEquals(6, again.done());
    assertEquals("run", again.runId());
    assertArrayEquals(kept.parameters(), again.parameters());
    assertArrayEquals(kept.optimizer().updater(), again.optimizer().updater());
    assertArrayEquals(kept.optimizer().averageSum(), again.optimizer().averageSum());
    assertEquals(kept.optimizer().averageWeight(), again.optimizer().averageWeight());
    assertFalse(kept.toString().contains("[" + kept.parameters()[0]));
    assertThrows(Refusal.class, () -> Checkpoint.parse(new byte[3]));
  }

  @Test
  void anAdaptiveClippingNormGoesOnWhereItStood() throws IOException {
    ClipRule rule = new ClipRule(0.01, 10, 0.5, 0.2, 0.1, 20);
    GradientSettings adaptive =
        new GradientSettings(0.02, new ClippingRule.Adaptive(rule), Augmentation.NONE);
    TrainingPlan plan = new TrainingPlan(1, new SamplingPlan(1, STEPS), adaptive, 20, ADAM);
    int never = Integer.MAX_VALUE;
    float[] expected = Patients.fit(master(plan, new NoNoise(), never, "run"), model, patients, 2);
    forget();
    assertThrows(
        Crash.class, () -> Patients.fit(master(plan, new NoNoise(), 7, "run"), model, patients, 2));
    double norm = checkpoints("run").latest().orElseThrow().clippingNorm();
    assertTrue(norm > 0.02 && norm < 10, "after six steps: " + norm);
    assertArrayEquals(
        expected, Patients.fit(master(plan, new NoNoise(), never, "run"), model, patients, 2));
  }

  @Test
  void aRunWithCorrelatedNoiseKeepsNoCheckpointAndTakesNone() throws IOException {
    TrainingPlan plan = new TrainingPlan(1, SingleParticipation.allBands(STEPS), 0.3, 20, ADAM);
    assertThrows(
        Crash.class, () -> Patients.fit(master(plan, new NoNoise(), 7, "run"), model, patients, 2));
    assertEquals(List.of(), files());
    assertThrows(
        Crash.class, () -> Patients.fit(master(new NoNoise(), 7, "run"), model, patients, 2));
    Refusal refused =
        assertThrows(
            Refusal.class,
            () -> Patients.fit(master(plan, new NoNoise(), 99, "run"), model, patients, 2));
    assertEquals(ExitCode.POLICY_REFUSED, refused.exitCode());
  }

  private DpSgdTrainingMaster master(NoNoise noise, int crashAfter, String runId) {
    TrainingPlan plan = new TrainingPlan(1, new SamplingPlan(1, STEPS), 0.3, 20, ADAM);
    return master(plan, noise, crashAfter, runId);
  }

  /** Crashes right after the given step; a checkpoint is kept every third. */
  private DpSgdTrainingMaster master(
      TrainingPlan plan, NoNoise noise, int crashAfter, String runId) {
    RunConduct conduct =
        new RunConduct(
            new DriverSettings("local", 3, 0),
            (step, of) -> {
              if (step == crashAfter) {
                throw new Crash();
              }
            },
            said::add,
            Optional.of(checkpoints(runId)));
    return Patients.master(plan, model, noise, conduct);
  }

  private Checkpoints checkpoints(String runId) {
    Folders folders = Folders.at(warehouse.toString(), new Configuration(false));
    return new Checkpoints(folders, ROUND, runId, said::add);
  }

  private void forget() throws IOException {
    Path all = warehouse.resolve("checkpoints");
    try (Stream<Path> paths = Files.walk(all)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    said.clear();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(warehouse)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(Folders.TAKEN))
          .map(f -> warehouse.relativize(f).toString())
          .toList();
    }
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
