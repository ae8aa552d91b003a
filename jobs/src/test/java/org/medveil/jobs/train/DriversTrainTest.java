package org.medveil.jobs.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.train.Patients.NoNoise;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;
import org.medveil.testkit.LocalSpark;

/** A whole run by each driver, through DL4J's own front. */
@ExtendWith(LocalSpark.class)
class DriversTrainTest {
  private static final int DIMENSION = 12;

  /** Sixteen buckets, so that there are more than task slots. */
  private static final int BATCH = 1024;

  private final ModelSpec model = ModelSpec.named("mlp", DIMENSION, 1);
  private final List<PatientExamples> patients = Patients.random(40, DIMENSION, 3);

  @Test
  void everyDriverEndsAtTheSameParameters() {
    float[] job = Patients.fit(master("job", 1, new NoNoise()), model, patients, 3);
    for (String driver : List.of("resident", "local", "auto")) {
      for (int partitions : new int[] {1, 4, 8}) {
        assertArrayEquals(
            job,
            Patients.fit(master(driver, 1, new NoNoise()), model, patients, partitions),
            driver + " on data in " + partitions + " partitions, to the last bit");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"job", "resident", "local", "auto"})
  void noiseIsAddedOnceAStepEvenWhenNobodyWasDrawn(String driver) {
    NoNoise noise = new NoNoise();
    float[] delta = Patients.fit(master(driver, 1e-12, noise), model, patients, 2);
    assertEquals(6, noise.calls());
    assertArrayEquals(new float[model.parameterCount()], delta);
  }

  @Test
  void speculativeTasksAreRefused() {
    var conf = Patients.spark().sc().conf();
    conf.set("spark.speculation", "true");
    try {
      for (String driver : DriverSettings.DRIVERS) {
        NoNoise noise = new NoNoise();
        Refusal refused =
            assertThrows(
                Refusal.class, () -> Patients.fit(master(driver, 1, noise), model, patients, 2));
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertEquals(0, noise.calls());
      }
    } finally {
      conf.remove("spark.speculation");
    }
  }

  private DpSgdTrainingMaster master(String driver, double rate, NoNoise noise) {
    return Patients.master(Patients.plan(rate, 6, 0.3, BATCH), model, noise)
        .with(DriverSettings.named(driver));
  }
}
