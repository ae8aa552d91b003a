package org.medveil.learning.engine;

import java.util.SplittableRandom;

/** Test data. */
final class Numbers {
  private Numbers() {}

  /** From −1 to 1. */
  static float[] floats(int count, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (2 * chance.nextDouble() - 1);
    }
    return numbers;
  }

  /** The same, with zeros, repetitions and both signs of zero. */
  static float[] coarse(int count, long seed) {
    float[] numbers = floats(count, seed);
    for (int i = 0; i < count; i++) {
      numbers[i] = Math.round(numbers[i] * 2) / 2f;
    }
    return numbers;
  }
}
