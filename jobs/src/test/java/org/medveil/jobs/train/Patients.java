package org.medveil.jobs.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;

/** Made-up patients and training runs for the tests of this package. */
final class Patients {
  /** Noise so small that its calibration does not matter here; it is replaced by zero anyway. */
  private static final double NOISE_MULTIPLIER = 1;

  private Patients() {}

  /** Patients of one to four images each. */
  static List<PatientExamples> random(int count, int dimension, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PatientExamples> patients = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      int images = 1 + random.nextInt(4);
      float[][] features = new float[images][dimension];
      int[] labels = new int[images];
      for (int i = 0; i < images; i++) {
        for (int j = 0; j < dimension; j++) {
          features[i][j] = (float) (2 * random.nextDouble() - 1);
        }
        labels[i] = random.nextInt(2);
      }
      patients.add(new PatientExamples("patient-" + p, features, labels));
    }
    return patients;
  }

  /** Patient p has one image, the p-th unit vector: coordinate p of a sum says who was in it. */
  static List<PatientExamples> oneHot(int count) {
    List<PatientExamples> patients = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      float[] unit = new float[count];
      unit[p] = 1;
      patients.add(new PatientExamples("patient-" + p, new float[][] {unit}, new int[] {1}));
    }
    return patients;
  }

  /** Plain gradient descent with learning rate 1. */
  static TrainingPlan plan(double samplingRate, int steps, double clip, int expectedBatch) {
    return new TrainingPlan(
        1,
        new SamplingPlan(samplingRate, steps),
        clip,
        expectedBatch,
        new OptimizerSettings("sgd", 1, 0, "none"));
  }

  static DpSgdTrainingMaster master(TrainingPlan plan, ModelSpec model, NoiseSource noise) {
    return master(plan, model, noise, RunConduct.of((step, of) -> {}));
  }

  static DpSgdTrainingMaster master(
      TrainingPlan plan, ModelSpec model, NoiseSource noise, RunConduct conduct) {
    GridGaussian grid = plan.grid(NOISE_MULTIPLIER, model);
    LedgerReceipt receipt =
        new LedgerReceipt(
            "run",
            "cohort",
            PrivacyUnit.PATIENT,
            List.of(plan.participation().mechanism(NOISE_MULTIPLIER)),
            1,
            1e-5,
            "0".repeat(64),
            "pld",
            "2026-01-01T00:00:00Z");
    return new DpSgdTrainingMaster(
        plan, grid, plan.participation().run(grid, receipt, noise), conduct);
  }

  /** Fits through DL4J's own front and returns the change of the parameters. */
  static float[] fit(
      DpSgdTrainingMaster master, ModelSpec model, List<PatientExamples> patients, int partitions) {
    network(master, model)
        .fit(spark().parallelize(patients, partitions).map(p -> PatientData.dataSet(p, 1)));
    return master.release().orElseThrow().value().values();
  }

  static SparkDl4jMultiLayer network(DpSgdTrainingMaster master, ModelSpec model) {
    MultiLayerNetwork network = new MultiLayerNetwork(model.configuration());
    network.init();
    return new SparkDl4jMultiLayer(spark(), network, master);
  }

  static JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
  }

  /** Adds nothing and counts its calls: what a step is without its noise. For tests only. */
  static final class NoNoise implements NoiseSource {
    private int calls;

    int calls() {
      return calls;
    }

    @Override
    public String id() {
      return "none";
    }

    @Override
    public String sha256() {
      return "0".repeat(64);
    }

    @Override
    public void addDiscreteGaussian(long[] values, double sigma) {}

    @Override
    public void addGridGaussian(long[] values, int bits) {
      calls++;
    }

    @Override
    public void addDiscreteLaplace(long[] values, double scale) {}

    @Override
    public int select(long[] scores, double scale) {
      return 0;
    }
  }
}
