package org.medveil.dp;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A value that was made private: noise was added and the mechanisms that made it are known. Only
 * this package can make one, and only a release may enter a bundle.
 *
 * @param <T> what is released
 */
public final class Release<T> {
  private final T value;
  private final List<Mechanism> mechanisms;
  private final PrivacyUnit unit;

  // Package-private on purpose: GridGaussian and PrivateTraining are the only callers.
  Release(T value, List<? extends Mechanism> mechanisms, PrivacyUnit unit) {
    this.value = Objects.requireNonNull(value);
    this.mechanisms = List.copyOf(mechanisms);
    this.unit = Objects.requireNonNull(unit);
  }

  /** The noisy value. */
  public T value() {
    return value;
  }

  /** Everything that was done to the data to make the value; never empty. */
  public List<Mechanism> mechanisms() {
    return mechanisms;
  }

  /** Whose presence is hidden. */
  public PrivacyUnit unit() {
    return unit;
  }

  /**
   * A function of the value; costs nothing more as long as the function sees no private data
   * (post-processing). The caller vouches for that.
   */
  public <R> Release<R> postProcess(Function<? super T, ? extends R> function) {
    return new Release<>(function.apply(value), mechanisms, unit);
  }
}
