package org.medveil.audits.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.medveil.audits.membership.MemberScores;
import org.medveil.contracts.Refusal;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;

/**
 * The definition of differential privacy, tried out: runs over the same few patients, in half of
 * them one patient more. The published change is looked at in several ways: along that patient's
 * gradient in each layer's weights and biases by themselves, which shows noise that is missing
 * somewhere; and by its size at right angles to it, which shows a denominator or a noise that
 * depends on who is there.
 *
 * @param worlds runs in all, at least 8; half of them with the patient
 * @param model a multi-layer network, small: every run trains it
 */
public record PairedWorlds(int worlds, ModelSpec model) {
  private static final int ORDINARY = 3;
  private static final double MOVE = 1e-3;
  private static final int MOST_DOUBLINGS = 40;

  /** Refuses (exit 2) fewer worlds than can be split. */
  public PairedWorlds {
    if (worlds < 8) {
      throw Refusal.usage("Paired worlds need 8 runs or more.", "200 can refute most claims.");
    }
  }

  /** A net with two layers of weights and biases, 6 inputs and 32 hidden units. */
  public static PairedWorlds ofSmallNet(int worlds) {
    return new PairedWorlds(worlds, SmallNet.spec());
  }

  /** All views of all worlds. */
  public List<View> views(TrainerUnderAudit trainer, Training training, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    OptimizerSettings optimizer = training.optimizer(MOVE);
    Gradients gradients = new Gradients(model, training.clippingNorm());
    List<PatientExamples> ordinary = new ArrayList<>();
    for (int p = 0; p < ORDINARY; p++) {
      ordinary.add(loud(gradients, "ordinary-" + p, chance));
    }
    PatientExamples target = loud(gradients, "target", chance);
    List<PatientExamples> everyone = new ArrayList<>(ordinary);
    everyone.add(target);
    double[] along = gradients.clipped(target);
    double[] known = gradients.sum(ordinary, training.plan());
    List<Look> looks = Look.all(ParameterBlock.of(model), along);
    double[][] seen = new double[worlds][];
    for (int w = 0; w < worlds; w++) {
      List<PatientExamples> patients = w % 2 == 0 ? everyone : ordinary;
      float[] delta = trainer.train(model, patients, training, optimizer).delta();
      double[] rest = new double[delta.length];
      for (int i = 0; i < rest.length; i++) {
        double sum = -delta[i] * training.expectedBatch() / optimizer.learningRate();
        rest[i] = sum - known[i];
      }
      seen[w] = looks.stream().mapToDouble(look -> look.score(rest)).toArray();
    }
    return views(looks, seen);
  }

  private List<View> views(List<Look> looks, double[][] seen) {
    List<View> views = new ArrayList<>();
    for (int l = 0; l < looks.size(); l++) {
      double[] in = new double[(worlds + 1) / 2];
      double[] out = new double[worlds / 2];
      for (int w = 0; w < worlds; w++) {
        (w % 2 == 0 ? in : out)[w / 2] = seen[w][l];
      }
      views.add(new View(looks.get(l).name(), new MemberScores(in, out)));
    }
    return views;
  }

  /** A patient whose gradient is well above the clipping norm. */
  private PatientExamples loud(Gradients gradients, String name, SplittableRandom chance) {
    float[] vector = new float[model.inputs()];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = (float) (2 * chance.nextDouble() - 1);
    }
    for (int doublings = 0; doublings < MOST_DOUBLINGS; doublings++) {
      PatientExamples patient = gradients.surprising(name, vector);
      if (gradients.isLoud(patient)) {
        return patient;
      }
      for (int j = 0; j < vector.length; j++) {
        vector[j] *= 2;
      }
    }
    throw Refusal.usage(
        "No patient's gradient reaches the clipping norm.",
        "Take the clipping norm of a campaign.");
  }
}
