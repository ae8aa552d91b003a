package org.medveil.learning;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What DL4J itself says about a model, in double precision, one image at a time. */
final class Reference {
  private final Dl4jNetwork network;
  private final int outputs;

  Reference(ModelSpec spec) {
    Dl4jConfiguration configuration = Dl4jConfiguration.of(spec.json(), spec.isGraph());
    if (configuration instanceof StackConfiguration stack) {
      stack.network().setDataType(DataType.DOUBLE);
    }
    if (configuration instanceof DagConfiguration dag) {
      dag.network().setDataType(DataType.DOUBLE);
    }
    configuration.layers().forEach(conf -> conf.setDataType(DataType.DOUBLE));
    configuration.layers().forEach(Dl4jPatientGradient::withoutChance);
    network = configuration.start();
    outputs = spec.outputs();
  }

  /** Mean of the gradients that back-propagation finds for each image alone. */
  double[] meanGradient(float[] parameters, PatientExamples patient) {
    load(parameters);
    double[] mean = new double[parameters.length];
    for (int image = 0; image < patient.size(); image++) {
      double[] gradient =
          network
              .gradient(vector(patient.features()[image]), truth(patient.labels()[image]))
              .toDoubleVector();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += gradient[i] / patient.size();
      }
    }
    return mean;
  }

  /** The same by central differences of the loss: independent of anybody's back-propagation. */
  double[] differences(float[] parameters, PatientExamples patient) {
    return differences(parameters, patient, IntStream.range(0, parameters.length).toArray());
  }

  /** The same for some of the parameters only. */
  double[] differences(float[] parameters, PatientExamples patient, int[] indices) {
    load(parameters);
    double[] found = new double[indices.length];
    double step = 1e-5;
    INDArray flat = network.parameters();
    for (int i = 0; i < found.length; i++) {
      double here = flat.getDouble(indices[i]);
      flat.putScalar(indices[i], here + step);
      double above = loss(patient);
      flat.putScalar(indices[i], here - step);
      double below = loss(patient);
      flat.putScalar(indices[i], here);
      found[i] = (above - below) / (2 * step);
    }
    return found;
  }

  double probabilityOfFirstOutput(float[] parameters, float[] features) {
    return probabilities(parameters, features)[0];
  }

  double[] probabilities(float[] parameters, float[] features) {
    load(parameters);
    return network.output(vector(features)).toDoubleVector();
  }

  private double loss(PatientExamples patient) {
    double sum = 0;
    for (int image = 0; image < patient.size(); image++) {
      DataSet one = new DataSet(vector(patient.features()[image]), truth(patient.labels()[image]));
      sum +=
          network instanceof Dl4jNetwork.Stack stack
              ? stack.network().score(one, true)
              : ((Dl4jNetwork.Dag) network).network().score(one, true);
    }
    return sum / patient.size();
  }

  private void load(float[] parameters) {
    network.set(
        Nd4j.createFromArray(parameters).castTo(DataType.DOUBLE).reshape(1, parameters.length));
  }

  private static INDArray vector(float[] features) {
    return Nd4j.createFromArray(features).castTo(DataType.DOUBLE).reshape(1, features.length);
  }

  private INDArray truth(int label) {
    INDArray truth = Nd4j.zeros(DataType.DOUBLE, 1, outputs);
    if (outputs == 1) {
      truth.putScalar(0, 0, label);
    } else {
      truth.putScalar(0, label, 1);
    }
    return truth;
  }

  /** Largest difference, relative to the larger of the two vectors' norms. */
  static double relativeError(double[] actual, double[] expected) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      norm += expected[i] * expected[i];
    }
    return Math.sqrt(difference / norm);
  }

  static float[] numbers(int count, double scale, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (scale * (2 * chance.nextDouble() - 1));
    }
    return numbers;
  }

  static PatientExamples patient(int images, int inputs, int classes, long seed) {
    float[][] features = new float[images][];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      features[i] = numbers(inputs, 1, seed + i);
      labels[i] = (int) ((seed + i) % classes);
    }
    return new PatientExamples("p" + seed, features, labels);
  }
}
