package org.medveil.jobs.train;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * How a run is carried out: nothing here changes its result or its privacy.
 *
 * @param drivers where the steps are computed
 * @param onStep told (step, steps) after every step
 * @param say takes one line for the operator
 * @param checkpoints where to keep them; empty for none
 */
record RunConduct(
    DriverSettings drivers,
    BiConsumer<Integer, Integer> onStep,
    Consumer<String> say,
    Optional<Checkpoints> checkpoints) {
  static RunConduct of(BiConsumer<Integer, Integer> onStep) {
    return new RunConduct(DriverSettings.auto(), onStep, line -> {}, Optional.empty());
  }

  RunConduct with(DriverSettings other) {
    return new RunConduct(other, onStep, say, checkpoints);
  }
}
