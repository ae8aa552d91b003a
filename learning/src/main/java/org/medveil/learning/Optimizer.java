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
  private final int dimension;
  private final int steps;
  private final INDArray updaterState;
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
    this.dimension = dimension;
    this.steps = steps;
    IUpdater updater = configuration(settings, steps);
    long stateSize = updater.stateSize(dimension);
    this.updaterState = stateSize == 0 ? null : Nd4j.zeros(DataType.FLOAT, 1, stateSize);
    this.updater = updater.instantiate(updaterState, true);
    this.average = IterateAverage.named(settings.averaging(), steps);
  }

  /**
   * Goes on where another optimizer of the same settings, dimension and steps stood.
   *
   * @throws IllegalArgumentException if the state is another's
   */
  public Optimizer restored(OptimizerState state) {
    long length = updaterState == null ? 0 : updaterState.length();
    if (done != 0
        || state.done() > steps
        || state.averageSum().length != dimension
        || state.updater().length != length) {
      throw new IllegalArgumentException("the state is not of this optimizer");
    }
    if (length > 0) {
      updaterState.assign(row(state.updater()));
    }
    average.restore(state.averageSum(), state.averageWeight());
    done = state.done();
    return this;
  }

  /**
   * A copy of where it stands.
   *
   * @throws IllegalStateException before the first step
   */
  public OptimizerState state() {
    if (done == 0) {
      throw new IllegalStateException("no step was made yet");
    }
    float[] updater = updaterState == null ? new float[0] : updaterState.toFloatVector();
    return new OptimizerState(done, updater, average.sum(), average.weight());
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

  private static INDArray row(float[] values) {
    return Nd4j.createFromArray(values.clone()).reshape(1, values.length);
  }
}
