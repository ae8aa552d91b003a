package org.medveil.dp.accounting;

import java.util.List;

/** Chooses the step of a grid. */
record GridStep(List<Repeated> parts, List<Tilt.Part> sketches, List<Tilt> tilts) {
  private static final int FIRST_LOOK = 3900;
  private static final int FIRST_LOOK_MOST = 1 << 17;
  private static final double FIRST_ERROR = 0.05;
  private static final int LONGEST = 1 << 21;
  private static final int LONG_ENOUGH = 1 << 19;
  private static final int MOST_CELLS = 4_000_000;
  private static final double LARGEST_FOR_ATOMS = 5e-4;

  /** For a first look: a thousand points or more, and an error well inside of the window. */
  double coarse() {
    double steps = parts.stream().mapToDouble(Repeated::times).sum();
    double step = Double.POSITIVE_INFINITY;
    for (Tilt tilt : tilts) {
      double window = tilt.high().loss() - tilt.low().loss();
      double error = FIRST_ERROR * window;
      double fine = Math.sqrt(12 * error / (steps * (tilt.theta() + 1)));
      step =
          Math.min(step, Math.max(window / FIRST_LOOK_MOST, Math.min(window / FIRST_LOOK, fine)));
    }
    return of(step > 0 ? step : 1);
  }

  /** A step of at most this where memory allows it; one that keeps atoms in place if it can. */
  double of(double wanted) {
    double unit = unit();
    if (unit == 0) {
      return Math.max(wanted, least());
    }
    boolean allAligned = parts.stream().allMatch(part -> aligned(part.pair(), unit));
    if (allAligned && unit >= window() / LONG_ENOUGH) {
      return unit;
    }
    double small = wanted;
    if (!allAligned) {
      small = Math.min(wanted, LARGEST_FOR_ATOMS * tilts.get(0).epsilon());
    }
    small = Math.max(small, least());
    return unit >= small ? Math.max(unit / Math.ceil(unit / small), least()) : small;
  }

  /** Whether every loss is a grid point. */
  boolean exact(double step) {
    return unit() == step && parts.stream().allMatch(part -> aligned(part.pair(), step));
  }

  /** The least step that keeps the FFT and the laws in memory. */
  private double least() {
    double least = window() / LONGEST;
    for (Tilt.Part part : sketches) {
      double range = part.sketch().highest() - part.sketch().lowest();
      least = Math.max(least, range / MOST_CELLS);
    }
    return least;
  }

  private double window() {
    double window = 0;
    for (Tilt tilt : tilts) {
      window = Math.max(window, tilt.high().loss() - tilt.low().loss());
    }
    return window;
  }

  /** The unit of the atoms used most often; 0 without atoms. */
  private double unit() {
    double unit = 0;
    long most = 0;
    for (Repeated part : parts) {
      if (part.pair() instanceof AtomPair atoms && atoms.unit() > 0 && part.times() > most) {
        unit = atoms.unit();
        most = part.times();
      }
    }
    return unit;
  }

  private static boolean aligned(LossPair pair, double unit) {
    if (!(pair instanceof AtomPair atoms)) {
      return false;
    }
    double multiple = atoms.unit() / unit;
    return multiple == Math.rint(multiple);
  }
}
