package org.medveil.jobs.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.PoissonDraw;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.DpSgdStep;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.PatientGradient;
import org.medveil.testkit.LocalSpark;

/** The sum of one step: whom it holds, and that a task that runs twice counts once. */
@ExtendWith(LocalSpark.class)
class GradientSumTest {
  private static final int DIMENSION = 9;

  /** Failures so far; executors share this JVM in local mode. */
  private static final AtomicInteger FAILED = new AtomicInteger();

  private final ModelSpec model = ModelSpec.named("mlp", DIMENSION, 4);
  private final float[] parameters = model.initialParameters();
  private final GridGaussian grid = new GridGaussian(0.5, 1, model.parameterCount());
  private final List<PatientExamples> patients = Patients.random(60, DIMENSION, 8);
  private final PoissonDraw draw = new SamplingPlan(0.4, 3).draw(new byte[32], 1);

  @Test
  void itHoldsExactlyThePatientsOfTheDraw() {
    PatientGradient gradient = model.gradient();
    long[] expected = new long[model.parameterCount()];
    int included = 0;
    for (PatientExamples patient : patients) {
      if (draw.includes(patient.subjectKey())) {
        DpSgdStep.addPatient(gradient, parameters, patient, grid, expected);
        included++;
      }
    }
    assertTrue(included > 5 && included < 55, "some are in, some are not");
    assertArrayEquals(expected, sum(Patients.spark().parallelize(patients, 4)));
  }

  @Test
  void aTaskThatFailsAndRunsAgainCountsOnce() {
    long[] undisturbed = sum(Patients.spark().parallelize(patients, 4));
    for (boolean atTheEnd : new boolean[] {false, true}) {
      FAILED.set(0);
      long[] retried =
          sum(
              Patients.spark()
                  .parallelize(patients, 4)
                  .mapPartitions(part -> failingOnce(part, atTheEnd)));
      assertEquals(2, FAILED.get(), "two of four tasks failed once");
      assertArrayEquals(undisturbed, retried);
    }
  }

  @Test
  void aTaskThatFailsForGoodFailsTheStep() {
    JavaRDD<PatientExamples> broken =
        Patients.spark()
            .parallelize(patients, 2)
            .map(
                patient -> {
                  throw new IllegalStateException("this disk is gone");
                });
    assertThrows(Exception.class, () -> sum(broken), "no sum of the rest is passed off as all");
  }

  @Test
  void thePatientsOfAStepDoNotDependOnTheAttempt() {
    PoissonDraw again = new SamplingPlan(0.4, 3).draw(new byte[32], 1);
    PoissonDraw nextStep = new SamplingPlan(0.4, 3).draw(new byte[32], 2);
    boolean differs = false;
    for (PatientExamples patient : patients) {
      assertEquals(draw.includes(patient.subjectKey()), again.includes(patient.subjectKey()));
      differs |= draw.includes(patient.subjectKey()) != nextStep.includes(patient.subjectKey());
    }
    assertTrue(differs, "another step, another draw");
  }

  private long[] sum(JavaRDD<PatientExamples> rdd) {
    return GradientSum.of(rdd, model, parameters, draw, grid);
  }

  /** Tasks 0 and 2 fail on their first attempt, before or after they have read their patients. */
  private static Iterator<PatientExamples> failingOnce(
      Iterator<PatientExamples> part, boolean atTheEnd) {
    TaskContext task = TaskContext.get();
    boolean fails = task.attemptNumber() == 0 && task.partitionId() % 2 == 0;
    if (fails && !atTheEnd) {
      throw failure();
    }
    List<PatientExamples> all = new ArrayList<>();
    part.forEachRemaining(all::add);
    assertFalse(all.isEmpty());
    Iterator<PatientExamples> inside = all.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (!inside.hasNext() && fails) {
          throw failure();
        }
        return inside.hasNext();
      }

      @Override
      public PatientExamples next() {
        return inside.next();
      }
    };
  }

  private static IllegalStateException failure() {
    FAILED.incrementAndGet();
    return new IllegalStateException("injected: the first attempt fails");
  }
}
