package org.medveil.jobs.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.SamplingPlan;
import org.medveil.jobs.train.resident.ExactSum;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.StepPoint;
import org.medveil.testkit.LocalSpark;
import org.medveil.testkit.Wire;

/** Three drivers, one sum: whom it holds, and that a task that runs twice counts once. */
@ExtendWith(LocalSpark.class)
class StepDriverTest {
  private static final int DIMENSION = 9;
  private static final EngineSettings ENGINE = EngineSettings.forBatch(1024);
  private static final int BUCKETS = ENGINE.buckets();

  /** Failures still to come; executors share this JVM in local mode. */
  private static final AtomicInteger FAILURES = new AtomicInteger();

  private static final Set<Integer> FAILED_AT = ConcurrentHashMap.newKeySet();

  private final ModelSpec model = ModelSpec.named("mlp", DIMENSION, 4);
  private final float[] parameters = model.initialParameters();
  private final GridGaussian grid = new GridGaussian(0.5, 1, model.parameterCount());
  private final List<PatientExamples> patients = Patients.random(60, DIMENSION, 8);

  /** Read before a resident stage takes all slots. */
  private final Cohort everyone = cohorts(1).first();

  private final SamplingPlan plan = new SamplingPlan(0.4, 5);
  private final byte[] secret = new byte[32];
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  @ParameterizedTest
  @ValueSource(strings = {"job", "resident", "local", "auto"})
  void itHoldsExactlyThePatientsOfTheDraw(String driver) {
    try (StepDriver steps = open(driver, 2, participation())) {
      for (int step = 0; step < 5; step++) {
        assertArrayEquals(expected(step), steps.sum(step, parameters), "to the last bit");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"job", "resident", "local"})
  void theSumIsTheSameInAnyNumberOfPartitions(String driver) {
    for (int partitions : new int[] {1, 2, 4, 8}) {
      try (StepDriver steps = open(driver, partitions, participation())) {
        assertArrayEquals(expected(3), steps.sum(3, parameters), partitions + " partitions");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"job", "resident"})
  void aTaskThatFailsAndRunsAgainCountsOnce(String driver) {
    try (StepDriver steps = open(driver, 2, new Failing(participation(), 2))) {
      FAILURES.set(1);
      for (int step = 0; step < 5; step++) {
        assertArrayEquals(expected(step), steps.sum(step, parameters));
      }
      assertTrue(FAILURES.get() < 1, "a task did fail");
    }
    assertEquals(driver.equals("resident") ? 1 : 0, said.size(), said::toString);
  }

  @Test
  void theSameStepCanBeAskedForAgain() {
    try (StepDriver steps = open("resident", 2, participation())) {
      long[] first = steps.sum(1, parameters);
      steps.sum(2, parameters);
      assertArrayEquals(first, steps.sum(1, parameters));
    }
  }

  @Test
  void aTaskThatFailsForGoodEndsTheRunAndPassesNoSumOff() {
    FAILURES.set(1000);
    try (StepDriver steps = open("job", 2, new Failing(participation(), 0))) {
      assertThrows(Exception.class, () -> steps.sum(0, parameters));
    }
    try (StepDriver steps = open("resident", 2, new Failing(participation(), 0))) {
      assertThrows(Exception.class, () -> steps.sum(0, parameters));
      assertEquals(List.of("the resident stage lost a task: step 1 again, as a job"), said);
    }
    FAILURES.set(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"job", "resident", "local"})
  void aRefusalInATaskReachesTheOperator(String driver) {
    StepPatients refusing =
        (step, cohort) -> {
          throw Refusal.badData("this cohort does not suit the model", "");
        };
    try (StepDriver steps = open(driver, 2, refusing)) {
      Throwable cause = assertThrows(Exception.class, () -> steps.sum(0, parameters));
      while (!(cause instanceof Refusal) && cause.getCause() != null) {
        cause = cause.getCause();
      }
      assertTrue(cause instanceof Refusal, cause::toString);
    }
  }

  @Test
  void aStageThatIsLostAgainAndAgainIsGivenUp() {
    FAILED_AT.clear();
    int losses = ResidentDriver.MOST_LOSSES + 1;
    try (StepDriver steps = open("resident", 2, new FailingOnceAStep(participation()))) {
      for (int step = 0; step < 5; step++) {
        assertArrayEquals(expected(step), steps.sum(step, parameters));
      }
    }
    assertEquals(losses + 1, said.size(), said::toString);
    assertEquals("the resident stage was lost too often: jobs from here on", said.get(losses));
  }

  @Test
  void anEmptyDrawIsASumOfZeros() {
    for (String driver : DriverSettings.DRIVERS) {
      try (StepDriver steps = open(driver, 2, (step, cohort) -> new int[0])) {
        assertArrayEquals(new long[parameters.length], steps.sum(0, parameters), driver);
      }
    }
  }

  @Test
  void withoutASlotForEachPartitionResidentSaysSoAndRunsJobs() {
    try (StepDriver steps = open("resident", 4, participation())) {
      assertTrue(steps instanceof JobDriver);
      assertEquals(
          List.of("driver job instead of resident: there are fewer task slots than partitions"),
          said);
    }
  }

  @Test
  void autoSaysItsRuleAndNothingOfTheCohort() {
    try (StepDriver steps = open(new DriverSettings("auto", 0, 1 << 20), 2, participation())) {
      steps.sum(0, parameters);
      assertEquals(List.of("driver local: the decoded vectors are below --local-limit"), said);
    }
    try (StepDriver steps = open(new DriverSettings("auto", 0, 0), 2, participation())) {
      assertArrayEquals(expected(0), steps.sum(0, parameters), "by a job");
      assertArrayEquals(expected(1), steps.sum(1, parameters), "by the resident stage");
    }
    assertEquals(List.of("driver resident: a step is short beside starting a job"), said);
  }

  @Test
  void aBucketLiesInOnePartition() {
    List<Cohort> cohorts = cohorts(5).collect();
    assertEquals(5, cohorts.size());
    int[] owner = new int[BUCKETS];
    java.util.Arrays.fill(owner, -1);
    int all = 0;
    for (int c = 0; c < cohorts.size(); c++) {
      for (int p = 0; p < cohorts.get(c).size(); p++) {
        int bucket = Cohort.bucket(cohorts.get(c).hash(p), BUCKETS);
        assertTrue(owner[bucket] == -1 || owner[bucket] == c, "bucket " + bucket + " is cut");
        owner[bucket] = c;
        all++;
      }
    }
    assertEquals(60, all);
    assertEquals(1, new BucketPartitioner(1, 8).numPartitions());
  }

  @Test
  void theDrawIsTheSameHoweverBucketsLieAndAnotherInEachStep() {
    List<String> whole = drawn(2, List.of(Cohort.of(patients)));
    assertEquals(whole, drawn(2, cohorts(7).collect()));
    assertEquals(whole, drawn(2, Wire.across(Cohort.of(patients)), Wire.across(participation())));
    assertFalse(whole.equals(drawn(3, List.of(Cohort.of(patients)))));
    assertFalse(participation().toString().contains("0"), "its secret stays out of logs");
  }

  @Test
  void unknownNamesAndNumbersAreRefused() {
    assertThrows(Refusal.class, () -> DriverSettings.named("fast"));
    assertThrows(Refusal.class, () -> new DriverSettings("job", -1, 0));
    assertThrows(Refusal.class, () -> new DriverSettings("job", 0, -1));
  }

  @Test
  void anOverflowIsNoSum() {
    long[] total = {Long.MAX_VALUE - 1, 5};
    ExactSum.absorb(total, 0, new long[] {1, -7}, 2);
    assertArrayEquals(new long[] {Long.MAX_VALUE, -2}, total);
    assertThrows(ArithmeticException.class, () -> ExactSum.absorb(total, 0, new long[] {1, 0}, 2));
    long[] low = {Long.MIN_VALUE};
    assertThrows(ArithmeticException.class, () -> ExactSum.absorb(low, 0, new long[] {-1}, 1));
  }

  private List<String> drawn(int step, List<Cohort> cohorts) {
    List<String> drawn = new ArrayList<>();
    cohorts.forEach(cohort -> drawn.addAll(drawn(step, cohort, participation())));
    return drawn;
  }

  private static List<String> drawn(int step, Cohort cohort, StepPatients participation) {
    return java.util.Arrays.stream(participation.sampled(step, cohort))
        .mapToObj(cohort::subjectKey)
        .toList();
  }

  private StepPatients participation() {
    return new PoissonPatients(plan, BUCKETS, secret);
  }

  private StepDriver open(String driver, int partitions, StepPatients participation) {
    return open(DriverSettings.named(driver), partitions, participation);
  }

  private StepDriver open(DriverSettings settings, int partitions, StepPatients participation) {
    said.clear();
    SumRecipe recipe = new SumRecipe(model, grid, ENGINE, participation);
    return new StepDrivers(cohorts(partitions), recipe, said::add).open(settings);
  }

  private JavaRDD<Cohort> cohorts(int partitions) {
    return PatientData.cohorts(
        Patients.spark().parallelize(patients, 3).map(p -> PatientData.dataSet(p, 1)),
        new BucketPartitioner(BUCKETS, partitions));
  }

  private long[] expected(int step) {
    int[] sampled = participation().sampled(step, everyone);
    assertTrue(sampled.length > 5 && sampled.length < 55, "some are in, some are not");
    long[] sum = new long[model.trainableCount()];
    try (ClippedSums sums = model.sums(grid, ENGINE)) {
      sums.add(new StepPoint(parameters, step), everyone, sampled, sum);
    }
    return sum;
  }

  /** The task of partition 0 fails in a step while failures are due. */
  private record Failing(StepPatients inside, int at) implements StepPatients {
    @Override
    public int[] sampled(int step, Cohort cohort) {
      TaskContext task = TaskContext.get();
      assertFalse(task == null, "these drivers compute in tasks");
      if (step == at && task.partitionId() == 0 && FAILURES.getAndDecrement() > 0) {
        throw new IllegalStateException("injected: a task fails");
      }
      return inside.sampled(step, cohort);
    }
  }

  /** The task of partition 0 fails the first time it comes to a step. */
  private record FailingOnceAStep(StepPatients inside) implements StepPatients {
    @Override
    public int[] sampled(int step, Cohort cohort) {
      if (TaskContext.get().partitionId() == 0 && FAILED_AT.add(step)) {
        throw new IllegalStateException("injected: a task fails in each step");
      }
      return inside.sampled(step, cohort);
    }
  }
}
