package org.medveil.learning;

import java.io.Serializable;
import java.util.Arrays;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.Release;

/**
 * A linear model from one noisy release instead of many noisy steps: least squares by perturbed
 * sufficient statistics (Wang 2018; for heads on frozen features Mehta et al. 2023). Each patient
 * gives the mean over the patient's images of z zᵀ and z tᵀ, clipped as one vector; z is the
 * image's vector, shrunk to norm at most 1, with a constant appended, and t its class. From the
 * noisy sums a ridge regression is solved. Its ridge depends on the noise and the number of
 * features only, both public, so solving costs nothing more.
 *
 * <p>The whole run is one step with every patient: {@code new SamplingPlan(1, 1)} with the grid of
 * {@link #grid}.
 */
public final class LeastSquaresHead implements Serializable {
  private final int inputs;
  private final int classes;
  private final LeastSquaresSettings settings;
  private final MomentLayout layout;

  /**
   * @param inputs length of the vectors, at least 1
   * @param classes at least 2; two give one output, as a sigmoid has, more give one each
   * @param settings public
   * @throws Refusal exit 2 outside these ranges
   */
  public LeastSquaresHead(int inputs, int classes, LeastSquaresSettings settings) {
    if (inputs < 1 || inputs > 20_000 || classes < 2 || classes > 1000) {
      throw Refusal.usage(
          "least squares takes 1 to 20000 features and 2 to 1000 classes",
          "use an encoder with fewer features, or DP-SGD");
    }
    this.inputs = inputs;
    this.classes = classes;
    this.settings = settings;
    this.layout = new MomentLayout(inputs + 1, outputs(), settings.gramWeight());
  }

  /** Entries of a patient's contribution. */
  public int dimension() {
    return layout.dimension();
  }

  /** Entries of the model: inputs times outputs, and one bias for each output. */
  public int parameterCount() {
    return layout.width() * outputs();
  }

  /** The largest norm that a contribution can have: clipping to it changes nobody's. */
  public double clippingNorm() {
    double z = Math.hypot(1, settings.biasFeature());
    double t = classes == 2 ? 1 : Math.sqrt(1 - 1.0 / classes);
    return layout.norm(z, t);
  }

  /** Clip, grid and noise of the release. */
  public GridGaussian grid(double noiseMultiplier) {
    return new GridGaussian(clippingNorm(), noiseMultiplier, dimension());
  }

  /**
   * Adds one patient to the sum.
   *
   * @param patient vectors of the right length, labels below the number of classes; a vector that
   *     is not finite makes the whole patient count as zero
   * @param grid of {@link #grid}
   * @param sum grid units, {@link #dimension()} entries; exact, so the order does not matter
   * @throws Refusal exit 65 if a vector or label does not suit
   */
  public void addPatient(PatientExamples patient, GridGaussian grid, long[] sum) {
    double[] mean = new double[dimension()];
    double[] z = new double[layout.width()];
    double[] t = new double[outputs()];
    for (int image = 0; image < patient.size(); image++) {
      bounded(patient.features()[image], z);
      target(patient.labels()[image], t);
      layout.add(z, t, 1.0 / patient.size(), mean);
    }
    grid.addClipped(mean, sum);
  }

  /** {@link #solve(float[], GridGaussian)} of a release; costs nothing more. */
  public Release<float[]> solve(Release<float[]> noisy, GridGaussian grid) {
    return noisy.postProcess(sum -> solve(sum, grid));
  }

  /**
   * The model of a noisy sum.
   *
   * @param noisySum {@link #dimension()} entries, in units of the contributions
   * @param grid that made it; says how large the noise is
   * @return {@link #parameterCount()} floats in DL4J's order (W column by column, then b), for
   *     {@code ModelSpec.named("logistic")} with two classes and a softmax layer with more. Scaled
   *     so that the model's probabilities are those of the regression where these are not extreme.
   */
  public float[] solve(float[] noisySum, GridGaussian grid) {
    double deviation = grid.sigmaUnits() * grid.gridStep();
    double ridge = settings.ridge() * layout.noiseEdge(deviation);
    RidgeSolver solver = new RidgeSolver(layout.gram(noisySum), layout.width(), ridge);
    float[] parameters = new float[parameterCount()];
    for (int output = 0; output < outputs(); output++) {
      double[] w = solver.solve(layout.cross(noisySum, output));
      for (int i = 0; i < inputs; i++) {
        parameters[output * inputs + i] = (float) (classes * w[i]);
      }
      double bias = classes * settings.biasFeature() * w[inputs];
      parameters[outputs() * inputs + output] = (float) bias;
    }
    return parameters;
  }

  private int outputs() {
    return classes == 2 ? 1 : classes;
  }

  private void bounded(float[] vector, double[] z) {
    if (vector.length != inputs) {
      throw Refusal.badData(
          "a vector has " + vector.length + " entries, the model takes " + inputs,
          "encode all images with the same encoder");
    }
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double shrink = 1 / Math.max(1, Math.sqrt(squares));
    for (int i = 0; i < inputs; i++) {
      z[i] = vector[i] * shrink;
    }
    z[inputs] = settings.biasFeature();
  }

  private void target(int label, double[] t) {
    new Head(outputs()).check(label);
    if (classes == 2) {
      t[0] = label == 1 ? 1 : -1;
      return;
    }
    Arrays.fill(t, -1.0 / classes);
    t[label] += 1;
  }
}
