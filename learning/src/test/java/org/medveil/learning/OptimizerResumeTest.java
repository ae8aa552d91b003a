package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An optimizer that was stopped and one that was not end at the same parameters. */
class OptimizerResumeTest {
  private static final int DIMENSION = 7;
  private static final int STEPS = 9;

  @ParameterizedTest
  @CsvSource({
    "sgd,0,none",
    "sgd,0,tail",
    "nesterovs,0.9,none",
    "nesterovs,0.9,ema",
    "adam,0.8,tail",
    "adam,0.8,ema"
  })
  void itGoesOnBitForBit(String updater, double momentum, String averaging) {
    OptimizerSettings settings = new OptimizerSettings(updater, 0.3, momentum, averaging);
    for (int stop = 1; stop <= STEPS; stop++) {
      Optimizer whole = new Optimizer(settings, DIMENSION, STEPS);
      float[] parameters = new float[DIMENSION];
      float[] kept = null;
      OptimizerState state = null;
      for (int step = 0; step < STEPS; step++) {
        parameters = whole.update(parameters, gradient(step));
        if (step + 1 == stop) {
          kept = parameters;
          state = whole.state();
        }
      }
      Optimizer resumed = new Optimizer(settings, DIMENSION, STEPS).restored(state);
      for (int step = stop; step < STEPS; step++) {
        kept = resumed.update(kept, gradient(step));
      }
      assertArrayEquals(parameters, kept);
      assertArrayEquals(whole.averaged(), resumed.averaged());
    }
  }

  @Test
  void aStateOfAnotherOptimizerIsRefused() {
    OptimizerSettings adam = new OptimizerSettings("adam", 0.3, 0.8, "none");
    OptimizerSettings sgd = new OptimizerSettings("sgd", 0.3, 0, "none");
    Optimizer optimizer = new Optimizer(adam, DIMENSION, STEPS);
    assertThrows(IllegalStateException.class, optimizer::state, "it has not begun");
    optimizer.update(new float[DIMENSION], gradient(0));
    OptimizerState state = optimizer.state();
    assertThrows(
        IllegalArgumentException.class, () -> new Optimizer(sgd, DIMENSION, STEPS).restored(state));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Optimizer(adam, DIMENSION + 1, STEPS).restored(state));
    assertThrows(IllegalArgumentException.class, () -> optimizer.restored(state), "it has begun");
  }

  private static float[] gradient(int step) {
    SplittableRandom random = new SplittableRandom(step);
    float[] gradient = new float[DIMENSION];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) (random.nextDouble() - 0.5);
    }
    return gradient;
  }
}
