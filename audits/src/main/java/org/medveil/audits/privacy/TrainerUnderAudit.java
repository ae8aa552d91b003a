package org.medveil.audits.privacy;

import java.util.List;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;

/** The trainer that is audited. It does not know who is a canary. */
public interface TrainerUnderAudit {
  /**
   * What an attacker sees of a run.
   *
   * @param noisySums one for each step, one value for each trained parameter, in units of gradients
   * @param delta change of the parameters, as published
   */
  record Trace(List<float[]> noisySums, float[] delta) {}

  /**
   * One whole run from the model's initial parameters.
   *
   * @param model what is trained
   * @param patients each once
   * @param training sampling, noise, clip and denominator
   * @param optimizer steps
   */
  Trace train(
      ModelSpec model,
      List<PatientExamples> patients,
      Training training,
      OptimizerSettings optimizer);
}
