package org.medveil.learning.layers;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small DL4J network in double precision, with parameters and data that are not special. */
final class DoubleNet {
  static final int CLASSES = 3;
  private static final int IMAGES = 4;
  private static final double STEP = 1e-6;

  final MultiLayerNetwork network;
  final DataSet data;

  DoubleNet(InputType input, int inputs, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new Adam(0.05))
            .list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    list.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(CLASSES)
            .activation(Activation.SOFTMAX)
            .build());
    network = new MultiLayerNetwork(list.setInputType(input).build());
    network.init();
    network.setParams(numbers(1, Math.toIntExact(network.numParams()), 7));
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, IMAGES, CLASSES);
    for (int i = 0; i < IMAGES; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }
    data = new DataSet(numbers(IMAGES, inputs, 11), labels);
  }

  /** What back-propagation finds, summed over the images. */
  double[] gradient() {
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.computeGradientAndScore();
    return network.getFlattenedGradients().toDoubleVector();
  }

  /** The same by central differences of the loss. */
  double[] differences() {
    INDArray flat = network.params();
    double[] found = new double[Math.toIntExact(flat.length())];
    for (int i = 0; i < found.length; i++) {
      double here = flat.getDouble(i);
      flat.putScalar(i, here + STEP);
      double above = network.score(data, true);
      flat.putScalar(i, here - STEP);
      double below = network.score(data, true);
      flat.putScalar(i, here);
      found[i] = IMAGES * (above - below) / (2 * STEP);
    }
    return found;
  }

  INDArray output() {
    return network.output(data.getFeatures());
  }

  static INDArray numbers(int rows, int columns, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    INDArray numbers = Nd4j.zeros(DataType.DOUBLE, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        numbers.putScalar(i, j, 2 * chance.nextDouble() - 1);
      }
    }
    return numbers;
  }
}
