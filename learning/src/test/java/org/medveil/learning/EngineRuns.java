package org.medveil.learning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.medveil.dp.GridGaussian;
import org.medveil.learning.layers.GroupNormalization;
import org.nd4j.linalg.activations.Activation;

/** Sums of the engine over whole cohorts, and networks that take each of its ways; 128 numbers. */
final class EngineRuns {
  private EngineRuns() {}

  static Map<String, ModelSpec> nets() {
    Map<String, ModelSpec> nets = new LinkedHashMap<>();
    nets.put("small dense", images(TestNets.dense(9, Activation.TANH)));
    // 128 x 512 is where rows are multiplied all at once.
    nets.put(
        "large dense",
        images(TestNets.dense(512, Activation.RELU), TestNets.dense(130, Activation.RELU)));
    nets.put("convolution", images(convolution(3, 6, 1), pool(), convolution(2, 5, 1)));
    nets.put(
        "strided convolution", images(convolution(3, 4, 2), TestNets.dense(5, Activation.RELU)));
    nets.put("ghost convolution", images(convolution(7, 60, 1)));
    nets.put(
        "group norm",
        images(
            convolution(3, 4, 1),
            new GroupNormalization.Builder().groups(2).build(),
            pool(),
            new DropoutLayer.Builder(new Dropout(0.8)).build()));
    nets.put("residual graph", GraphNets.spec(GraphNets.residual()));
    nets.put("low rank", GraphNets.all().get("low rank"));
    return nets;
  }

  private static ModelSpec images(org.deeplearning4j.nn.conf.layers.Layer... layers) {
    List<org.deeplearning4j.nn.conf.layers.Layer> all = new ArrayList<>(List.of(layers));
    all.add(TestNets.softmax(3));
    return TestNets.spec(
        TestNets.images(all.toArray(org.deeplearning4j.nn.conf.layers.Layer[]::new)));
  }

  private static ConvolutionLayer convolution(int kernel, int outputs, int stride) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .nOut(outputs)
        .activation(Activation.RELU)
        .build();
  }

  private static SubsamplingLayer pool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {2, 2})
        .stride(2, 2)
        .build();
  }

  /** Patients of 1 … most images each. */
  static List<PatientExamples> patients(int count, int most, int classes) {
    List<PatientExamples> patients = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      patients.add(Reference.patient(1 + p * 7 % most, 128, classes, 1000L * p));
    }
    return patients;
  }

  static int[] everybody(Cohort cohort) {
    return IntStream.range(0, cohort.size()).toArray();
  }

  static long[] sum(ClippedSums engine, StepPoint point, Cohort cohort, ModelSpec spec) {
    long[] sum = new long[spec.trainableCount()];
    engine.add(point, cohort, everybody(cohort), sum);
    return sum;
  }

  /** Only the trained stretches of a gradient. */
  static double[] trained(ModelSpec spec, double[] gradient) {
    return spec.trainableRanges().stream()
        .flatMapToInt(range -> IntStream.range(range.offset(), range.end()))
        .mapToDouble(i -> gradient[i])
        .toArray();
  }

  static double[] inUnitsOfTheGradient(GridGaussian grid, long[] sum) {
    double[] wide = new double[sum.length];
    for (int i = 0; i < sum.length; i++) {
      wide[i] = sum[i] * grid.gridStep();
    }
    return wide;
  }

  static double norm(double[] vector) {
    double squares = 0;
    for (double v : vector) {
      squares += v * v;
    }
    return Math.sqrt(squares);
  }
}
