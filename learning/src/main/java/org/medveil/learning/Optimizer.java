package org.medveil.learning;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * An ND4J updater over the whole flat parameter vector, with optional averaging of the iterates.
 * Used by one thread, on the driver; fresh for each run.
 */
public final class Optimizer {
  private final int steps;
  private final GradientUpdater<?> updater;
  private final IterateAverage average;
  private int done;

  /**
   * @param settings what to do
   * @param dimension length of the parameter vector
   * @param steps how many updates the run will make, at least 1; decides where the tail begins
   */
  public Optimizer(OptimizerSettings settings, int dimension, int steps) {
    if (dimension < 1 || steps < 1) {
      throw new IllegalArgumentException("an optimizer has at least one parameter and one step");
    }
    this.steps = steps;
    this.updater = instantiate(configuration(settings, steps), dimension);
    this.average = IterateAverage.named(settings.averaging(), steps);
  }

  /**
   * One step.
   *
   * @param parameters where the model is; left alone
   * @param meanGradient the noised sum divided by the public batch; left alone
   * @return new parameters
   * @throws IllegalStateException after the planned number of steps
   */
  public float[] update(float[] parameters, float[] meanGradient) {
    if (done == steps) {
      throw new IllegalStateException("all " + steps + " steps are done");
    }
    if (parameters.length != meanGradient.length) {
      throw new IllegalArgumentException("parameters and gradient differ in length");
    }
    INDArray move = row(meanGradient);
    updater.applyUpdater(move, done, 0);
    float[] next = row(parameters).subi(move).toFloatVector();
    average.add(next, done);
    done++;
    return next;
  }

  /**
   * The parameters to publish, by the settings' averaging, over the updates so far.
   *
   * @throws IllegalStateException before the first step
   */
  public float[] averaged() {
    if (done == 0) {
      throw new IllegalStateException("no step was made yet");
    }
    return average.value();
  }

  /** The updater as DL4J knows it, for a run of {@code steps} steps. */
  static IUpdater configuration(OptimizerSettings settings, int steps) {
    ISchedule rate =
        LearningRateSchedule.named(settings.schedule()).of(settings.learningRate(), steps);
    return switch (settings.updater()) {
      case "nesterovs" -> new Nesterovs(rate, settings.momentum());
      case "adam" -> Adam.builder().learningRateSchedule(rate).beta1(settings.momentum()).build();
      default -> new Sgd(rate);
    };
  }

  private static GradientUpdater<?> instantiate(IUpdater updater, int dimension) {
    long stateSize = updater.stateSize(dimension);
    INDArray state = stateSize == 0 ? null : Nd4j.zeros(DataType.FLOAT, 1, stateSize);
    return updater.instantiate(state, true);
  }

  private static INDArray row(float[] values) {
    return Nd4j.createFromArray(values.clone()).reshape(1, values.length);
  }
}
