package org.medveil.learning;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient by DL4J's own back-propagation, on a batch that is exactly one patient's images:
 * nothing of another patient is in the network while it runs. One thread at a time. Dropout is left
 * out, as its chance would not be the same when a step is computed again; of parameters that are
 * not trained the gradient is 0.
 *
 * <p>For convolutional networks the vector is the image, channel by channel (CHW).
 */
final class Dl4jPatientGradient implements PatientGradient {
  private final String json;
  private final boolean dag;
  private final Head head;
  private final int inputs;
  private transient Dl4jNetwork network;
  private transient float[] loaded;

  Dl4jPatientGradient(String json, boolean dag) {
    this.json = json;
    this.dag = dag;
    Dl4jConfiguration configuration = Dl4jConfiguration.of(json, dag);
    List<NeuralNetConfiguration> layers = configuration.layers();
    OutputLayer output = (OutputLayer) layers.get(layers.size() - 1).getLayer();
    this.head = new Head(Math.toIntExact(output.getNOut()));
    this.inputs = configuration.inputs();
  }

  @Override
  public synchronized int parameterCount() {
    return Math.toIntExact(network().parameters().length());
  }

  @Override
  public synchronized void meanGradient(float[] parameters, PatientExamples patient, double[] out) {
    for (int label : patient.labels()) {
      head.check(label);
    }
    Dl4jNetwork net = withParameters(parameters);
    // DL4J sums over the batch and divides in its updater, which is not used here.
    float[] sum = net.gradient(matrix(patient.features()), truth(patient.labels())).toFloatVector();
    for (int i = 0; i < out.length; i++) {
      out[i] = (double) sum[i] / patient.size();
    }
  }

  @Override
  public synchronized float[] scores(float[] parameters, float[][] features) {
    if (features.length == 0) {
      return new float[0];
    }
    INDArray probabilities = withParameters(parameters).output(matrix(features));
    return notClassZero(probabilities);
  }

  @Override
  public float[] logits(float[] parameters, float[][] features) {
    float[] logits = scores(parameters, features);
    for (int i = 0; i < logits.length; i++) {
      double p = Math.min(1 - 1e-7, Math.max(1e-7, logits[i]));
      logits[i] = (float) Math.log(p / (1 - p));
    }
    return logits;
  }

  private float[] notClassZero(INDArray probabilities) {
    float[] scores = probabilities.getColumn(0).dup().toFloatVector();
    if (head.outputs() > 1) {
      for (int i = 0; i < scores.length; i++) {
        scores[i] = 1 - scores[i];
      }
    }
    return scores;
  }

  private Dl4jNetwork network() {
    if (network == null) {
      Dl4jConfiguration configuration = Dl4jConfiguration.of(json, dag);
      configuration.layers().forEach(Dl4jPatientGradient::withoutChance);
      network = configuration.start();
    }
    return network;
  }

  static void withoutChance(NeuralNetConfiguration conf) {
    Layer inner = Frozen.inside(conf.getLayer());
    inner.setIDropout(null);
    if (inner != conf.getLayer()) {
      // The other wrapper stops before the layers below it, where a graph may still need to pass.
      conf.setLayer(new FrozenLayerWithBackprop(inner));
    }
  }

  private Dl4jNetwork withParameters(float[] parameters) {
    Dl4jNetwork net = network();
    if (parameters.length != net.parameters().length()) {
      throw new IllegalArgumentException(
          "the model has " + net.parameters().length() + " parameters");
    }
    if (!Arrays.equals(parameters, loaded)) {
      loaded = parameters.clone();
      net.set(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    }
    return net;
  }

  private INDArray matrix(float[][] features) {
    for (float[] vector : features) {
      if (vector.length != inputs) {
        throw DensePatientGradient.wrongLength(vector.length, inputs);
      }
    }
    return Nd4j.createFromArray(features);
  }

  private INDArray truth(int[] labels) {
    INDArray truth = Nd4j.zeros(DataType.FLOAT, labels.length, head.outputs());
    for (int row = 0; row < labels.length; row++) {
      if (head.outputs() == 1) {
        truth.putScalar(row, 0, labels[row]);
      } else {
        truth.putScalar(row, labels[row], 1);
      }
    }
    return truth;
  }
}
