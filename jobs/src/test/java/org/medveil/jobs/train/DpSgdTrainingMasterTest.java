package org.medveil.jobs.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.NoiseSource;
import org.medveil.jobs.train.Patients.NoNoise;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;
import org.medveil.testkit.LocalSpark;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** DP-SGD behind DL4J's own front: without its noise it is gradient descent, with it it is not. */
@ExtendWith(LocalSpark.class)
class DpSgdTrainingMasterTest {
  private static final int DIMENSION = 12;
  private static final ModelSpec LOGISTIC = ModelSpec.named("logistic", DIMENSION, 1);
  private final List<PatientExamples> patients = Patients.random(20, DIMENSION, 3);

  @Test
  void withoutNoiseAndClippingItIsGradientDescentOnPatientMeans() {
    int steps = 5;
    // A clip that nobody reaches, and not so wide that its grid is coarse beside the tolerance.
    float[] delta = Patients.fit(master(1, steps, 1e3, 20, new NoNoise()), LOGISTIC, patients, 3);
    assertArrayEquals(bruteForce(steps, 1e3, 20), delta, 1e-5f);
  }

  @Test
  void withClippingItIsTheSumOfClippedPatientMeans() {
    int steps = 5;
    double clip = 0.3; // below most patients' gradient norm at the start
    float[] delta = Patients.fit(master(1, steps, clip, 20, new NoNoise()), LOGISTIC, patients, 3);
    assertArrayEquals(bruteForce(steps, clip, 20), delta, 1e-5f);
    assertTrue(norm(delta) < norm(bruteForce(steps, 1e6, 20)), "the clip is felt");
  }

  @Test
  void thePublicConstantDividesWhateverTheNumberOfPatients() {
    float[] few = Patients.fit(master(1, 1, 1, 20, new NoNoise()), LOGISTIC, patients, 2);
    float[] many = Patients.fit(master(1, 1, 1, 40, new NoNoise()), LOGISTIC, patients, 2);
    for (int i = 0; i < few.length; i++) {
      assertEquals(few[i], 2 * many[i], 1e-7);
    }
  }

  @Test
  void theSumIsTheSameHoweverTheDataLies() {
    float[] one = Patients.fit(master(1, 4, 0.3, 20, new NoNoise()), LOGISTIC, patients, 1);
    for (int partitions : new int[] {2, 4, 20}) {
      assertArrayEquals(
          one,
          Patients.fit(master(1, 4, 0.3, 20, new NoNoise()), LOGISTIC, patients, partitions),
          "to the last bit");
    }
  }

  @Test
  void imagesOfOnePatientInSeveralDataSetsAreOneContribution() {
    PatientExamples two =
        new PatientExamples(
            "p",
            new float[][] {patients.get(0).features()[0], patients.get(1).features()[0]},
            new int[] {0, 1});
    List<PatientExamples> apart =
        List.of(
            new PatientExamples("p", new float[][] {two.features()[0]}, new int[] {0}),
            new PatientExamples("p", new float[][] {two.features()[1]}, new int[] {1}));
    assertArrayEquals(
        Patients.fit(master(1, 1, 0.1, 1, new NoNoise()), LOGISTIC, List.of(two), 1),
        Patients.fit(master(1, 1, 0.1, 1, new NoNoise()), LOGISTIC, apart, 2));
  }

  @Test
  void eachStepDrawsItsOwnPatientsAtTheGivenRate() {
    int count = 400;
    ModelSpec model = ModelSpec.named("logistic", count, 1);
    List<PatientExamples> oneHot = Patients.oneHot(count);
    boolean[] first = drawn(model, oneHot, 0.3);
    boolean[] second = drawn(model, oneHot, 0.3);
    int included = 0;
    int different = 0;
    for (int p = 0; p < count; p++) {
      included += first[p] ? 1 : 0;
      different += first[p] != second[p] ? 1 : 0;
    }
    // Binomial: 120 +- 9.2 and 168 +- 9.9; six standard deviations are passed once in 5e8 runs.
    assertTrue(Math.abs(included - 120) < 56, included + " of 400 drawn at rate 0.3");
    assertTrue(Math.abs(different - 168) < 60, "every run has a secret of its own: " + different);
  }

  @Test
  void noiseIsAddedOnceAStepEvenWhenNobodyWasDrawn() {
    NoNoise noise = new NoNoise();
    float[] delta = Patients.fit(master(1e-12, 7, 1, 20, noise), LOGISTIC, patients, 2);
    assertEquals(7, noise.calls());
    assertArrayEquals(new float[LOGISTIC.parameterCount()], delta);
  }

  @Test
  void whenNobodyWasDrawnTheReleaseIsPureNoiseOfTheStatedSize() {
    int dimension = 600;
    ModelSpec model = ModelSpec.named("logistic", dimension, 1);
    List<PatientExamples> someone = Patients.random(3, dimension, 5);
    float[] first =
        Patients.fit(
            Patients.master(Patients.plan(1e-12, 1, 0.5, 10), model, NoiseSource.load()),
            model,
            someone,
            1);
    float[] second =
        Patients.fit(
            Patients.master(Patients.plan(1e-12, 1, 0.5, 10), model, NoiseSource.load()),
            model,
            someone,
            1);
    double squares = 0;
    for (int i = 0; i < first.length; i++) {
      assertNotEquals(0, first[i], "a released number without noise");
      assertNotEquals(first[i], second[i], "the same noise twice");
      squares += (double) first[i] * first[i];
    }
    // sigma * C / expected batch = 0.05; the mean of 601 squares is within 25 % of its expectation
    // but for 4.3 standard deviations (sd of chi-squared: sqrt(2/601) = 5.8 %).
    assertEquals(1, squares / first.length / (0.05 * 0.05), 0.25);
  }

  @Test
  void dataThatDoesNotSayWhoseItIsIsRefused() {
    DataSet anonymous = new DataSet(Nd4j.zeros(2, DIMENSION), Nd4j.zeros(2, 1));
    NoNoise noise = new NoNoise();
    DpSgdTrainingMaster master = master(1, 1, 1, 1, noise);
    Exception refused =
        assertThrows(
            Exception.class,
            () ->
                Patients.network(master, LOGISTIC)
                    .fit(Patients.spark().parallelize(List.of(anonymous))));
    assertTrue(
        org.apache.commons.lang3.exception.ExceptionUtils.getStackTrace(refused)
            .contains("does not say whose examples"),
        "unit patient needs patients");
    assertEquals(0, noise.calls());
    assertTrue(master.release().isEmpty());
  }

  @Test
  void oneReservationTrainsOnce() {
    DpSgdTrainingMaster master = master(1, 2, 1, 20, new NoNoise());
    Patients.fit(master, LOGISTIC, patients, 2);
    Refusal refused =
        assertThrows(Refusal.class, () -> Patients.fit(master, LOGISTIC, patients, 2));
    assertEquals(ExitCode.BUDGET_REFUSED, refused.exitCode());
  }

  @Test
  void nothingUnnoisedCanBeAskedFor() {
    DpSgdTrainingMaster master = master(1, 1, 1, 1, new NoNoise());
    Class<UnsupportedOperationException> refused = UnsupportedOperationException.class;
    assertThrows(refused, () -> master.addHook(null));
    assertThrows(refused, () -> master.removeHook(null));
    assertThrows(refused, () -> master.setListeners(List.of(new ScoreIterationListener(1))));
    assertThrows(refused, () -> master.setListeners(null, List.of(new ScoreIterationListener(1))));
    assertThrows(refused, () -> master.setCollectTrainingStats(true));
    assertThrows(refused, master::getTrainingStats);
    assertThrows(refused, master::toJson);
    assertThrows(refused, master::toYaml);
    assertThrows(refused, () -> master.executeTrainingPaths(null, null, null, null, null));
    assertThrows(
        refused,
        () ->
            master.getWorkerInstance(
                (org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer) null));
  }

  private static DpSgdTrainingMaster master(
      double rate, int steps, double clip, int batch, NoiseSource noise) {
    return Patients.master(Patients.plan(rate, steps, clip, batch), LOGISTIC, noise);
  }

  /** Who took part in a run of one step, read off the coordinates of its sum. */
  private static boolean[] drawn(ModelSpec model, List<PatientExamples> oneHot, double rate) {
    float[] delta =
        Patients.fit(
            Patients.master(Patients.plan(rate, 1, 1e3, 1), model, new NoNoise()),
            model,
            oneHot,
            2);
    boolean[] drawn = new boolean[oneHot.size()];
    for (int p = 0; p < drawn.length; p++) {
      // At parameters 0 the score is 1/2, so one patient's gradient is -1/2 in its own coordinate.
      assertTrue(delta[p] == 0 || Math.abs(delta[p] - 0.5) < 1e-5, "half a step or none");
      drawn[p] = delta[p] != 0;
    }
    return drawn;
  }

  /** Logistic regression by hand, in doubles: mean over a patient's images, clip, sum, divide. */
  private float[] bruteForce(int steps, double clip, int batch) {
    double[] w = new double[DIMENSION + 1];
    for (int step = 0; step < steps; step++) {
      double[] sum = new double[w.length];
      for (PatientExamples patient : patients) {
        double[] mean = meanGradient(w, patient);
        double squares = 0;
        for (double value : mean) {
          squares += value * value;
        }
        double scale = Math.min(1, clip / Math.sqrt(squares));
        for (int i = 0; i < sum.length; i++) {
          sum[i] += scale * mean[i];
        }
      }
      for (int i = 0; i < w.length; i++) {
        w[i] -= sum[i] / batch;
      }
    }
    float[] delta = new float[w.length];
    for (int i = 0; i < w.length; i++) {
      delta[i] = (float) w[i];
    }
    return delta;
  }

  private static double[] meanGradient(double[] w, PatientExamples patient) {
    double[] mean = new double[w.length];
    for (int image = 0; image < patient.size(); image++) {
      float[] x = patient.features()[image];
      double z = w[DIMENSION];
      for (int i = 0; i < DIMENSION; i++) {
        z += w[i] * x[i];
      }
      double error = 1 / (1 + Math.exp(-z)) - patient.labels()[image];
      for (int i = 0; i < DIMENSION; i++) {
        mean[i] += error * x[i] / patient.size();
      }
      mean[DIMENSION] += error / patient.size();
    }
    return mean;
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
