package org.medveil.dp.accounting;

import java.util.ArrayList;
import java.util.List;

/**
 * Many pairs composed on one grid. Connecting the dots adds h²/6 to the variance of each of T
 * losses, and so T·h²/12·p(ε)/|δ′(ε)| to ε, with p the density of the composed loss. A first,
 * coarse grid tells these two; the last is as fine as they ask for.
 */
public final class ComposedLoss {
  private static final int ROUNDS = 12;
  private static final double SMALLEST_CHANGE = 0.7;
  private static final double LARGEST_CHANGE = 1.0 / 64;
  private static final double NEAR = 0.85;
  // Features near 0 are seen only on a grid finer than ε.
  private static final double SHARE_OF_EPSILON = 0.25;

  private final Plan plan;
  private final List<Tilt> tilts;
  private final double step;
  private final List<GridCurve> pessimistic;

  /** What stays the same on all grids. */
  private record Plan(List<Repeated> parts, List<List<Tilt.Part>> ways, Tilt.Aim aim, double tail) {
    List<Tilt> tilts() {
      return ways.stream().map(way -> Tilt.chernoff(way, aim)).toList();
    }

    Tilt tilt(int way, GridCurve curve, Tilt now) {
      double epsilon = curve.epsilon(aim.delta());
      return epsilon > 0 && epsilon < NEAR * now.epsilon()
          ? Tilt.at(ways.get(way), epsilon, aim)
          : now;
    }
  }

  private ComposedLoss(Plan plan, List<Tilt> tilts, double step) {
    this.plan = plan;
    this.tilts = tilts;
    this.step = step;
    this.pessimistic = curves(true);
  }

  /**
   * Pairs on a grid that suits one δ.
   *
   * @param parts at least one
   * @param delta in (0, 1) where the answer must be tight
   * @param loss share of δ that truncation may add, e.g. 1e-6; less makes the profile valid further
   *     from δ
   * @param tolerance relative error of ε that is aimed at, e.g. 2e-4
   */
  public static ComposedLoss of(List<Repeated> parts, double delta, double loss, double tolerance) {
    double count = parts.stream().mapToDouble(Repeated::times).sum();
    double tail = Math.min(0.1, Math.max(1e-300, 0.1 * loss * delta / count));
    List<Tilt.Part> forward = new ArrayList<>();
    List<Tilt.Part> backward = new ArrayList<>();
    for (Repeated part : parts) {
      Sketch sketch = part.pair().sketch(tail);
      boolean same = part.pair().symmetric();
      forward.add(new Tilt.Part(sketch, part.times()));
      backward.add(new Tilt.Part(same ? sketch : sketch.exchanged(), part.times()));
    }
    boolean symmetric = parts.stream().allMatch(part -> part.pair().symmetric());
    Plan plan =
        new Plan(
            List.copyOf(parts),
            symmetric ? List.of(forward) : List.of(forward, backward),
            new Tilt.Aim(delta, loss),
            tail);
    List<Tilt> tilts = plan.tilts();
    GridStep grid = new GridStep(plan.parts, forward, tilts);
    return new ComposedLoss(plan, tilts, grid.coarse()).resolved(tolerance);
  }

  /** A profile that is nowhere below the truth; tight near this object's δ. */
  public PrivacyCurve pessimistic() {
    return highest(pessimistic);
  }

  /** A profile that is nowhere above the truth. */
  public PrivacyCurve optimistic() {
    return highest(curves(false));
  }

  /** The same on a grid of half the step. */
  public ComposedLoss finer() {
    return new ComposedLoss(plan, tilts, grid(tilts).of(step / 2));
  }

  private ComposedLoss resolved(double tolerance) {
    ComposedLoss composed = this;
    for (int round = 0; round < ROUNDS; round++) {
      double epsilon = composed.pessimistic().epsilon(plan.aim.delta());
      if (!(epsilon > 0 && epsilon <= Double.MAX_VALUE)) {
        break;
      }
      double wanted = composed.wanted(epsilon, tolerance);
      List<Tilt> tilts = new ArrayList<>();
      for (int way = 0; way < composed.tilts.size(); way++) {
        tilts.add(plan.tilt(way, composed.pessimistic.get(way), composed.tilts.get(way)));
      }
      double step = grid(tilts).of(wanted);
      if (tilts.equals(composed.tilts) && step > SMALLEST_CHANGE * composed.step) {
        break;
      }
      composed = new ComposedLoss(plan, tilts, step);
    }
    return composed;
  }

  /** The step that is fine enough; this one if it is. */
  private double wanted(double epsilon, double tolerance) {
    if (grid(tilts).exact(step)) {
      return step;
    }
    double bend = 0;
    for (GridCurve curve : pessimistic) {
      if (curve.epsilon(plan.aim.delta()) == epsilon) {
        bend = Math.max(bend, curve.bend(epsilon));
      }
    }
    double count = plan.parts.stream().mapToDouble(Repeated::times).sum();
    if (!(bend > 0 && bend <= Double.MAX_VALUE)) {
      return step / 4;
    }
    double wanted = Math.sqrt(tolerance * epsilon * 12 / (count * bend));
    wanted = Math.min(wanted, SHARE_OF_EPSILON * epsilon);
    return wanted > SMALLEST_CHANGE * step ? step : Math.max(wanted, LARGEST_CHANGE * step);
  }

  private GridStep grid(List<Tilt> chosen) {
    return new GridStep(plan.parts, plan.ways.get(0), chosen);
  }

  private static PrivacyCurve highest(List<GridCurve> curves) {
    return curves.size() == 1
        ? curves.get(0)
        : PrivacyCurve.highestOf(curves.get(0), curves.get(1));
  }

  private List<GridCurve> curves(boolean rounded) {
    List<TwoWays> laws = new ArrayList<>();
    for (Repeated part : plan.parts) {
      LossPair pair = part.pair();
      laws.add(rounded ? pair.pessimistic(step, plan.tail) : pair.optimistic(step, plan.tail));
    }
    List<GridCurve> curves = new ArrayList<>();
    for (int way = 0; way < tilts.size(); way++) {
      curves.add(curve(laws, Direction.values()[way], rounded));
    }
    return curves;
  }

  private GridCurve curve(List<TwoWays> laws, Direction direction, boolean rounded) {
    Tilt tilt = tilts.get(direction.ordinal());
    List<Composition.Part> composed = new ArrayList<>();
    long lowest = 0;
    long highest = 0;
    for (int i = 0; i < laws.size(); i++) {
      GridLaw law = laws.get(i).toward(direction);
      long times = plan.parts.get(i).times();
      composed.add(new Composition.Part(law, times));
      lowest += times * law.first();
      highest += times * (law.first() + law.mass().length - 1);
    }
    return new Composition(composed, tilt).curve(lowest, highest, rounded);
  }
}
