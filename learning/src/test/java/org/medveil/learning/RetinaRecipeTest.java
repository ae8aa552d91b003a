package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medveil.dp.GridGaussian;

/**
 * The recipe of the real-data benchmark, against the figures of its pilot in Python: three
 * hospitals, four rounds of twenty full-batch steps. The noise here is a test's, drawn in floating
 * point; real runs take it from OpenDP.
 */
class RetinaRecipeTest {
  private static final OptimizerSettings SETTINGS =
      new OptimizerSettings("nesterovs", 8, 0.9, "none");
  private static final double CLIP = 0.25;
  private static final int SITES = 3;
  private static final int ROUNDS = 4;
  private static final int STEPS = 20;
  // Multipliers whose 80-fold composition is epsilon 8 and 1 at delta 1e-4.
  private static final double SIGMA_OF_8 = 5.203;
  private static final double SIGMA_OF_1 = 31.381;

  private final ModelSpec spec = ModelSpec.named("logistic", 243, 0);

  @Test
  void reachesTheFiguresOfThePilot() throws IOException {
    Retina retina = Retina.open("public-reference");
    List<PatientExamples> train = retina.split("train");
    List<PatientExamples> test = retina.split("test");

    Classifier baseline = NonPrivateBaseline.train(spec, train, SETTINGS, 400);
    assertEquals(0.8025, TestChance.auroc(baseline, test), 0.005, "without privacy");
    assertEquals(0.7955, TestChance.auroc(federated(train, 0, 1), test), 0.002, "clipped only");
    // The pilot's standard deviations over seeds are 0.0012 and 0.010: four of them.
    assertEquals(
        0.7952, TestChance.auroc(federated(train, SIGMA_OF_8, 1), test), 0.005, "epsilon 8");
    assertEquals(
        0.7816, TestChance.auroc(federated(train, SIGMA_OF_1, 1), test), 0.04, "epsilon 1");
  }

  private Classifier federated(List<PatientExamples> train, double sigma, long seed) {
    float[] global = spec.initialParameters();
    SplittableRandom chance = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      float[] next = new float[global.length];
      for (int site = 0; site < SITES; site++) {
        float[] local = local(global, every(train, site), sigma, chance);
        for (int i = 0; i < next.length; i++) {
          next[i] += local[i] / SITES;
        }
      }
      global = next;
    }
    return new Classifier(spec, global);
  }

  private float[] local(
      float[] start, List<PatientExamples> patients, double sigma, SplittableRandom chance) {
    int dimension = spec.parameterCount();
    GridGaussian grid = new GridGaussian(CLIP, Math.max(sigma, 1), dimension);
    Optimizer optimizer = new Optimizer(SETTINGS, dimension, STEPS);
    PatientGradient gradient = spec.gradient();
    float[] parameters = start;
    for (int step = 0; step < STEPS; step++) {
      long[] sum = new long[dimension];
      for (PatientExamples patient : patients) {
        DpSgdStep.addPatient(gradient, parameters, patient, grid, sum);
      }
      float[] mean = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        double noisy = sum[i] * grid.gridStep() + sigma * CLIP * TestChance.gaussian(chance);
        mean[i] = (float) (noisy / patients.size());
      }
      parameters = optimizer.update(parameters, mean);
    }
    return optimizer.averaged();
  }

  private static List<PatientExamples> every(List<PatientExamples> all, int site) {
    List<PatientExamples> own = new ArrayList<>();
    for (int i = site; i < all.size(); i += SITES) {
      own.add(all.get(i));
    }
    assertTrue(own.size() == 360, "the official split has 1080 training images");
    return own;
  }
}
