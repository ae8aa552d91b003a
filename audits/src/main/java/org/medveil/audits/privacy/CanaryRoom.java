package org.medveil.audits.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.medveil.audits.membership.MemberScores;
import org.medveil.contracts.Refusal;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;

/**
 * Many canaries in one run: a logistic head over a vector that has one coordinate for each canary
 * and a few for ordinary patients. A canary is a patient whose images are its coordinate's unit
 * vector, times a large number, so that its clipped gradient is C times that unit vector ("Dirac
 * gradient", Nasr et al. 2023) and no two canaries disturb each other: each is a test of the whole
 * mechanism. Half of them, by coins, are in.
 *
 * <p>Without sampling a canary's score is its coordinate of the published change. With sampling it
 * is the likelihood ratio of the noisy sums, step by step.
 *
 * @param canaries of one run, at least 4
 * @param runs at least 1
 * @param images of each canary, at least 1: with one, clipping images would look like clipping
 *     patients
 */
public record CanaryRoom(int canaries, int runs, int images) {
  private static final int ORDINARY = 16;
  private static final double MOVE = 1e-6;

  /** Refuses (exit 2) a room too small to test in. */
  public CanaryRoom {
    if (canaries < 4 || runs < 1 || images < 1) {
      throw Refusal.usage(
          "A canary room needs 4 canaries, one run and one image each.", "Take 1000, 10 and 3.");
    }
  }

  /** Everyone's scores, over all runs. */
  public MemberScores scores(TrainerUnderAudit trainer, Training training, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    ModelSpec model = ModelSpec.named("logistic", canaries + ORDINARY, 0);
    OptimizerSettings optimizer = training.optimizer(MOVE);
    double[] in = new double[canaries * runs];
    double[] out = new double[canaries * runs];
    int members = 0;
    int others = 0;
    for (int run = 0; run < runs; run++) {
      boolean[] took = coins(chance);
      List<PatientExamples> patients = patients(took, training.clippingNorm(), run, chance);
      double[] scores =
          scores(trainer.train(model, patients, training, optimizer), training, optimizer);
      for (int i = 0; i < canaries; i++) {
        if (took[i]) {
          in[members++] = scores[i];
        } else {
          out[others++] = scores[i];
        }
      }
    }
    return new MemberScores(Arrays.copyOf(in, members), Arrays.copyOf(out, others));
  }

  /** Exactly half are in, so no side is ever empty; which half is up to chance. */
  private boolean[] coins(SplittableRandom chance) {
    boolean[] took = new boolean[canaries];
    int left = canaries / 2;
    for (int i = 0; i < canaries; i++) {
      took[i] = chance.nextInt(canaries - i) < left;
      left -= took[i] ? 1 : 0;
    }
    return took;
  }

  private List<PatientExamples> patients(
      boolean[] took, double clip, int run, SplittableRandom chance) {
    List<PatientExamples> patients = new ArrayList<>();
    float large = (float) Math.max(1000, 16 * clip);
    for (int i = 0; i < canaries; i++) {
      if (took[i]) {
        float[] unit = new float[canaries + ORDINARY];
        unit[i] = large;
        float[][] copies = new float[images][];
        Arrays.fill(copies, unit);
        int[] labels = new int[images];
        Arrays.fill(labels, 1);
        patients.add(new PatientExamples("run-" + run + "/canary-" + i, copies, labels));
      }
    }
    for (int p = 0; p < ORDINARY; p++) {
      float[] vector = new float[canaries + ORDINARY];
      for (int j = canaries; j < vector.length; j++) {
        vector[j] = (float) (2 * chance.nextDouble() - 1);
      }
      int[] label = {chance.nextInt(2)};
      patients.add(
          new PatientExamples("run-" + run + "/ordinary-" + p, new float[][] {vector}, label));
    }
    return patients;
  }

  private double[] scores(
      TrainerUnderAudit.Trace seen, Training training, OptimizerSettings optimizer) {
    double[] scores = new double[canaries];
    StepLikelihood likelihood =
        new StepLikelihood(training.plan().mechanism(training.noiseMultiplier()));
    double unit = training.clippingNorm() * optimizer.learningRate() / training.expectedBatch();
    double[] steps = new double[seen.noisySums().size()];
    for (int i = 0; i < canaries; i++) {
      if (training.plan().samplingRate() == 1) {
        scores[i] = seen.delta()[i] / unit;
      } else {
        for (int t = 0; t < steps.length; t++) {
          // Label 1: the gradient points away from the canary's vector.
          steps[t] = -seen.noisySums().get(t)[i] / training.clippingNorm();
        }
        scores[i] = likelihood.of(steps);
      }
    }
    return scores;
  }
}
