package org.medveil.dp;

import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * Searches on a logarithmic scale for where a monotone answer changes. What is returned was asked,
 * so it is always on the safe side.
 */
public final class Bisection {
  private Bisection() {}

  /**
   * The least number that is enough, to {@code tolerance} relative.
   *
   * @param enough true from some number on
   * @param least of a range around 1; where so little is enough, a number up to twice as large
   * @param most of the range
   * @return empty if not even {@code most} is enough
   */
  public static OptionalDouble least(
      DoublePredicate enough, double least, double most, double tolerance) {
    double found = 1;
    while (!enough.test(found)) {
      found *= 2;
      if (found > most) {
        return OptionalDouble.empty();
      }
    }
    double tooLittle = found / 2;
    while (found <= 1 && tooLittle >= least && enough.test(tooLittle)) {
      found = tooLittle;
      tooLittle /= 2;
    }
    return OptionalDouble.of(
        tooLittle < least ? found : closest(found, tooLittle, tolerance, enough));
  }

  /**
   * The number closest to one that is not good, on the side of one that is.
   *
   * @param good a number above 0 for which {@code test} holds
   * @param bad one above or below it for which it does not
   * @param tolerance relative
   */
  static double closest(double good, double bad, double tolerance, DoublePredicate test) {
    double holds = good;
    double fails = bad;
    while (Math.max(holds, fails) > Math.min(holds, fails) * (1 + tolerance)) {
      double middle = Math.sqrt(holds * fails);
      if (test.test(middle)) {
        holds = middle;
      } else {
        fails = middle;
      }
    }
    return holds;
  }
}
