package org.medveil.jobs.auditmembership;

import java.io.Serializable;
import java.util.List;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyUnit;
import org.medveil.jobs.train.TrainingInOneTask;
import org.medveil.jobs.train.TrainingPlan;
import org.medveil.learning.Classifier;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.NonPrivateBaseline;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;

/** How one shadow model is trained, within one task. */
sealed interface ShadowTraining extends Serializable {
  /** In reports. */
  String name();

  /** A model that learned from these patients. */
  Classifier trained(ModelSpec model, List<PatientExamples> patients);

  /** Without clip and noise. */
  record NonPrivate(OptimizerSettings optimizer, int steps) implements ShadowTraining {
    @Override
    public String name() {
      return "not private";
    }

    @Override
    public Classifier trained(ModelSpec model, List<PatientExamples> patients) {
      return NonPrivateBaseline.train(model, patients, optimizer, steps);
    }
  }

  /** By {@code train}'s own steps, with the site's noise. */
  record Private(String name, TrainingPlan plan, double noiseMultiplier, Terms terms)
      implements ShadowTraining {
    @Override
    public Classifier trained(ModelSpec model, List<PatientExamples> patients) {
      LedgerReceipt receipt =
          new LedgerReceipt(
              terms.runId,
              "audit",
              PrivacyUnit.PATIENT,
              List.of(plan.participation().mechanism(noiseMultiplier)),
              terms.epsilon,
              terms.delta,
              terms.entryHash,
              "pld",
              terms.at);
      float[] parameters = model.initialParameters();
      float[] delta =
          TrainingInOneTask.of(
                  new TrainingInOneTask.Run(plan, noiseMultiplier, receipt),
                  model,
                  patients,
                  NoiseSource.load())
              .value()
              .values();
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] += delta[i];
      }
      return new Classifier(model, parameters);
    }
  }

  /** A receipt's words, as they travel to a task. */
  record Terms(String runId, double epsilon, double delta, String entryHash, String at)
      implements Serializable {
    static Terms of(LedgerReceipt receipt) {
      return new Terms(
          receipt.runId(),
          receipt.epsilonAfter(),
          receipt.delta(),
          receipt.entryHash(),
          receipt.at());
    }
  }
}
