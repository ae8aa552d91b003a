package org.medveil.dp;

import java.util.Arrays;
import org.medveil.contracts.Refusal;

/**
 * The change of a model's parameters, θ_after − θ_before, and the model it belongs to. Values are
 * copied in and out; two deltas with the same content are equal.
 *
 * @param modelSha256 hash of the model's description, 64 hex digits
 * @param values one finite float per parameter, at least one
 */
public record ModelDelta(String modelSha256, float[] values) {
  /** Refuses (exit 65) non-finite or no values and a malformed hash. */
  public ModelDelta {
    if (!Hashes.isSha256(modelSha256)) {
      throw Refusal.badData(
          "A model delta names its model by 64 lower-case hex digits.", "Use ModelSpec.sha256().");
    }
    if (values.length == 0) {
      throw Refusal.badData("A model delta has no values.", "The model has no parameters.");
    }
    values = values.clone();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw Refusal.badData(
            "A model delta holds a value that is not finite.",
            "The training diverged: lower the learning rate.");
      }
    }
  }

  /** A copy of the values. */
  @Override
  public float[] values() {
    return values.clone();
  }

  /** Number of parameters. */
  public int dimension() {
    return values.length;
  }

  /** L2 norm, summed in double. */
  public double norm() {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelDelta that
        && modelSha256.equals(that.modelSha256)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * modelSha256.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "ModelDelta[" + values.length + " values of model " + modelSha256 + "]";
  }
}
