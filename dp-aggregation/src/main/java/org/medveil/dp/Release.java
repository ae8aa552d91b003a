package org.medveil.dp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
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

  // Package-private on purpose: only mechanisms and the ledger that vouches for them call it.
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

  /**
   * A function of two releases of the same unit; it cost what both cost. The caller vouches for the
   * function as in {@link #postProcess}.
   */
  public <B, R> Release<R> with(
      Release<B> other, BiFunction<? super T, ? super B, ? extends R> function) {
    if (other.unit != unit) {
      throw new IllegalArgumentException("releases of different units have no common unit");
    }
    List<Mechanism> both = new ArrayList<>(mechanisms);
    both.addAll(other.mechanisms);
    return new Release<>(function.apply(value, other.value), both, unit);
  }
}
