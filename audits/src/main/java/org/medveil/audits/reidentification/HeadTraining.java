package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trains {@link TripletHead} by Adam (Kingma and Ba 2015); the same seed gives the same bits. */
final class HeadTraining {
  private static final int STEPS = 200;
  private static final int PATIENTS = 48;
  private static final int IMAGES = 4;
  private static final int HIDDEN = 128;
  private static final double RATE = 1e-3;

  private final float[] rows;
  private final int width;
  private final int[][] imagesOf;
  private final SplittableRandom random;

  private HeadTraining(float[] rows, int width, int[][] imagesOf, long seed) {
    this.rows = rows;
    this.width = width;
    this.imagesOf = imagesOf;
    this.random = new SplittableRandom(seed);
  }

  /**
   * @param rows mapped vectors, row after row
   * @param width of one
   * @param patients number of each row's patient
   */
  static HeadWeights run(float[] rows, int width, int[] patients, long seed) {
    List<List<Integer>> images = new ArrayList<>();
    for (int row = 0; row < patients.length; row++) {
      while (images.size() <= patients[row]) {
        images.add(new ArrayList<>());
      }
      images.get(patients[row]).add(row);
    }
    int[][] several =
        images.stream()
            .filter(own -> own.size() > 1)
            .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    return new HeadTraining(rows, width, several, seed).run();
  }

  private HeadWeights run() {
    HeadWeights weights =
        new HeadWeights(started(HIDDEN * width), new float[HIDDEN], new float[width * HIDDEN]);
    Adam a = new Adam(weights.a(), RATE);
    Adam offset = new Adam(weights.offset(), RATE);
    Adam b = new Adam(weights.b(), RATE);
    for (int step = 1; step <= STEPS; step++) {
      int[] owner = new int[PATIENTS * IMAGES];
      float[] z = batch(owner);
      int count = owner.length;
      float[] hidden = weights.activations(z, count);
      float[] gradient = ContrastiveLoss.gradient(weights.raw(z, hidden, count), width, owner);
      float[] back =
          Dense.timesTransposed(gradient, Dense.transposed(weights.b(), HIDDEN), width, count);
      float[] down = new float[HIDDEN];
      for (int i = 0; i < back.length; i++) {
        back[i] *= 1 - hidden[i] * hidden[i];
        down[i % HIDDEN] += back[i];
      }
      float[] ofB =
          Dense.timesTransposed(
              Dense.transposed(gradient, width), Dense.transposed(hidden, HIDDEN), count, width);
      float[] ofA =
          Dense.timesTransposed(
              Dense.transposed(back, HIDDEN), Dense.transposed(z, width), count, HIDDEN);
      a.step(ofA, step);
      offset.step(down, step);
      b.step(ofB, step);
    }
    return weights;
  }

  private float[] started(int size) {
    float[] values = new float[size];
    double scale = Math.sqrt(3.0 / width);
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  /** Some patients, some images of each; with replacement, for small cohorts. */
  private float[] batch(int[] owner) {
    float[] z = new float[owner.length * width];
    for (int place = 0; place < owner.length; place++) {
      int patient = place % IMAGES == 0 ? random.nextInt(imagesOf.length) : owner[place - 1];
      owner[place] = patient;
      int[] images = imagesOf[patient];
      int image = images[random.nextInt(images.length)];
      System.arraycopy(rows, image * width, z, place * width, width);
    }
    return z;
  }

  /** First and second moments of one array of weights, which is changed in place. */
  private record Adam(float[] weights, double rate, double[] first, double[] second) {
    Adam(float[] weights, double rate) {
      this(weights, rate, new double[weights.length], new double[weights.length]);
    }

    void step(float[] gradient, int step) {
      double early = 1 - Math.pow(0.9, step);
      double late = 1 - Math.pow(0.999, step);
      for (int i = 0; i < weights.length; i++) {
        first[i] = 0.9 * first[i] + 0.1 * gradient[i];
        second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
        weights[i] -= (float) (rate * first[i] / early / (Math.sqrt(second[i] / late) + 1e-8));
      }
    }
  }
}
