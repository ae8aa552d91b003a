package org.medveil.dp.accounting;

import java.util.ArrayList;
import java.util.List;

/**
 * Many pairs composed on one grid. The step follows from the error wanted: with T steps, connecting
 * the dots raises ε by about T·(θ+1)·h²/12, because each interval's chord adds θ(θ+1)·h²/12 to the
 * log moment.
 */
public final class ComposedLoss {
  private static final int ROUNDS = 10;
  private static final double FAR = 0.5;
  // A law's sharp end may lie a cell beyond its sketch's in each of the first steps.
  private static final int MARGIN = 32;

  private final List<Repeated> parts;
  private final double delta;
  private final double tail;
  private final List<Tilt> tilts;
  private final GridStep grid;
  private final double step;

  private ComposedLoss(ComposedLoss plan, double step) {
    this.parts = plan.parts;
    this.delta = plan.delta;
    this.tail = plan.tail;
    this.tilts = plan.tilts;
    this.grid = plan.grid;
    this.step = step;
  }

  /**
   * @param parts at least one
   * @param delta in (0, 1) where the answer must be tight
   * @param tolerance relative error of ε that is aimed at, e.g. 2e-4
   */
  public ComposedLoss(List<Repeated> parts, double delta, double tolerance) {
    this.parts = List.copyOf(parts);
    this.delta = delta;
    double count = parts.stream().mapToDouble(Repeated::times).sum();
    this.tail = Math.min(0.1, Math.max(1e-300, 1e-8 * delta / count));
    this.tilts = new ArrayList<>();
    List<Sketch> sketches = new ArrayList<>();
    List<Tilt.Part> forward = new ArrayList<>();
    List<Tilt.Part> backward = new ArrayList<>();
    for (Repeated part : parts) {
      Sketch sketch = part.pair().sketch(tail);
      sketches.add(sketch);
      forward.add(new Tilt.Part(sketch, part.times()));
      boolean same = part.pair().symmetric();
      backward.add(new Tilt.Part(same ? sketch : sketch.exchanged(), part.times()));
    }
    tilts.add(Tilt.of(forward, delta));
    if (!parts.stream().allMatch(part -> part.pair().symmetric())) {
      tilts.add(Tilt.of(backward, delta));
    }
    this.grid = new GridStep(parts, sketches, tilts);
    this.step = grid.within(tolerance);
  }

  /** A profile that is nowhere below the truth; tight near this object's δ. */
  public PrivacyCurve pessimistic() {
    return curve(true);
  }

  /** A profile that is nowhere above the truth. */
  public PrivacyCurve optimistic() {
    return curve(false);
  }

  /** The same on a grid of half the step, or this where that would be too large. */
  public ComposedLoss finer() {
    return new ComposedLoss(this, Math.max(step / 2, grid.least()));
  }

  /** Whether {@link #finer} can still help. */
  public boolean canBeFiner() {
    return step > grid.least() * (1 + 1e-9);
  }

  /**
   * Finer until the error is within the tolerance of the answer itself. Where ε is far below
   * Chernoff's bound the estimate of the error does not hold; there the answer is compared with
   * that of twice the step, whose error is four times as large.
   */
  public ComposedLoss resolved(double tolerance) {
    ComposedLoss composed = this;
    double epsilon = composed.pessimistic().epsilon(delta);
    for (int round = 0; round < ROUNDS && composed.canBeFiner(); round++) {
      if (epsilon == 0 || epsilon > FAR * grid.bound()) {
        break;
      }
      ComposedLoss finer = composed.finer();
      double finerEpsilon = finer.pessimistic().epsilon(delta);
      composed = finer;
      if (epsilon - finerEpsilon <= 3 * tolerance * finerEpsilon) {
        break;
      }
      epsilon = finerEpsilon;
    }
    return composed;
  }

  private PrivacyCurve curve(boolean pessimistic) {
    List<TwoWays> laws = new ArrayList<>();
    for (Repeated part : parts) {
      LossPair pair = part.pair();
      laws.add(pessimistic ? pair.pessimistic(step, tail) : pair.optimistic(step, tail));
    }
    PrivacyCurve forward = curve(laws, Direction.FORWARD, pessimistic);
    return tilts.size() == 1
        ? forward
        : PrivacyCurve.highestOf(forward, curve(laws, Direction.BACKWARD, pessimistic));
  }

  private GridCurve curve(List<TwoWays> laws, Direction direction, boolean pessimistic) {
    Tilt tilt = tilts.get(direction.ordinal());
    List<Composition.Part> composed = new ArrayList<>();
    for (int i = 0; i < laws.size(); i++) {
      composed.add(new Composition.Part(laws.get(i).toward(direction), parts.get(i).times()));
    }
    double offset = 0;
    long lowest = 0;
    long highest = 0;
    for (Composition.Part part : composed) {
      offset += part.times() * part.law().grid().offset();
      lowest += part.times() * part.law().first();
      highest += part.times() * (part.law().first() + part.law().mass().length - 1);
    }
    GridLaw.Grid sum = new GridLaw.Grid(step, offset);
    long low = tilt.low().index(sum, lowest) - MARGIN;
    long high = tilt.high().index(sum, highest) + MARGIN;
    int length = (int) Math.max(2, Long.highestOneBit(high - low) * 2);
    return new Composition(composed, tilt).curve(low, length, pessimistic);
  }
}
