package org.medveil.learning;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient by DL4J's own back-propagation, on a batch that is exactly one patient's images:
 * nothing of another patient is in the network while it runs. One thread at a time.
 *
 * <p>For convolutional networks the vector is the image, channel by channel (CHW).
 */
final class Dl4jPatientGradient implements PatientGradient {
  private final String json;
  private final Head head;
  private final int inputs;
  private transient MultiLayerNetwork network;
  private transient float[] loaded;

  Dl4jPatientGradient(String json) {
    this.json = json;
    MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
    int last = configuration.getConfs().size() - 1;
    OutputLayer output = (OutputLayer) configuration.getConf(last).getLayer();
    this.head = new Head(Math.toIntExact(output.getNOut()));
    this.inputs = inputs(configuration);
  }

  @Override
  public synchronized int parameterCount() {
    return Math.toIntExact(network().numParams());
  }

  @Override
  public synchronized void meanGradient(float[] parameters, PatientExamples patient, double[] out) {
    for (int label : patient.labels()) {
      head.check(label);
    }
    MultiLayerNetwork net = withParameters(parameters);
    net.setInput(matrix(patient.features()));
    net.setLabels(truth(patient.labels()));
    net.computeGradientAndScore();
    // DL4J sums over the batch and divides in its updater, which is not used here.
    float[] sum = net.getFlattenedGradients().toFloatVector();
    net.clear();
    for (int i = 0; i < out.length; i++) {
      out[i] = (double) sum[i] / patient.size();
    }
  }

  @Override
  public synchronized float[] scores(float[] parameters, float[][] features) {
    if (features.length == 0) {
      return new float[0];
    }
    INDArray probabilities = withParameters(parameters).output(matrix(features), false);
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

  private MultiLayerNetwork network() {
    if (network == null) {
      network = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
      network.init();
    }
    return network;
  }

  private MultiLayerNetwork withParameters(float[] parameters) {
    MultiLayerNetwork net = network();
    if (parameters.length != net.numParams()) {
      throw new IllegalArgumentException("the model has " + net.numParams() + " parameters");
    }
    if (!Arrays.equals(parameters, loaded)) {
      loaded = parameters.clone();
      net.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
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

  private static int inputs(MultiLayerConfiguration configuration) {
    if (configuration.getInputPreProcess(0) instanceof FeedForwardToCnnPreProcessor image) {
      return Math.toIntExact(
          image.getInputHeight() * image.getInputWidth() * image.getNumChannels());
    }
    if (configuration.getConf(0).getLayer() instanceof DenseLayer dense) {
      return Math.toIntExact(dense.getNIn());
    }
    throw Refusal.usage(
        "the model does not say how large its input is",
        "set the input type to InputType.convolutionalFlat(height, width, channels)");
  }
}
