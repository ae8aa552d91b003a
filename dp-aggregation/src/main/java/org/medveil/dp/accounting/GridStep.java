package org.medveil.dp.accounting;

import java.util.Comparator;
import java.util.List;

/** Chooses the step of a grid. */
record GridStep(List<Repeated> parts, List<Sketch> sketches, List<Tilt> tilts) {
  private static final int LONGEST = 1 << 21;
  private static final int LONG_ENOUGH = 1 << 19;
  private static final int MOST_CELLS = 4_000_000;
  private static final double LARGEST_FOR_ATOMS = 5e-4;

  /** A step whose estimated error is this share of ε. */
  double within(double tolerance) {
    Tilt tilt = decisive();
    double wanted = Math.sqrt(tolerance * tilt.epsilon() / (steps() * (tilt.theta() + 1) / 12));
    double unit = unit();
    if (unit == 0) {
      return Math.max(wanted > 0 ? wanted : 1, least());
    }
    boolean exact = parts.stream().allMatch(part -> aligned(part.pair(), unit));
    if (exact && unit >= window() / LONG_ENOUGH) {
      return unit;
    }
    if (!exact) {
      wanted = Math.min(wanted, LARGEST_FOR_ATOMS * tilt.epsilon());
    }
    wanted = Math.max(wanted, least());
    return unit >= wanted ? Math.max(unit / Math.ceil(unit / wanted), least()) : wanted;
  }

  /** Chernoff's bound on ε. */
  double bound() {
    return decisive().epsilon();
  }

  /** The direction that decides ε. */
  private Tilt decisive() {
    return tilts.stream().max(Comparator.comparingDouble(Tilt::epsilon)).orElseThrow();
  }

  /** The least step that keeps the FFT and the laws in memory. */
  double least() {
    double least = window() / LONGEST;
    for (Sketch sketch : sketches) {
      least = Math.max(least, (sketch.highest() - sketch.lowest()) / MOST_CELLS);
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

  private double steps() {
    return parts.stream().mapToDouble(Repeated::times).sum();
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
