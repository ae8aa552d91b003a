package org.medveil.dp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Rényi accounting: adds up the Rényi divergences of the mechanisms order by order and converts the
 * sum at the best order.
 *
 * <p>Orders 1.1 … 10.9 in tenths, then whole numbers up to 1024. Conversion: Canonne, Kamath,
 * Steinke 2020, Proposition 12 (also Balle et al. 2020). On typical runs the result lies 6–16 %
 * above the true value. Valid for the discrete noise of {@link GridGaussian}: {@code
 * docs/privacy/grid-gaussian.md}.
 */
public final class RdpAccountant implements Accountant {
  // Covers the floating-point error of one step's divergence, so that the sum errs upwards.
  private static final double SLACK_PER_STEP = 1e-13;

  private record Gaussian(double samplingRate, double noiseMultiplier)
      implements Comparable<Gaussian> {
    @Override
    public int compareTo(Gaussian other) {
      int byRate = Double.compare(samplingRate, other.samplingRate);
      return byRate != 0 ? byRate : Double.compare(noiseMultiplier, other.noiseMultiplier);
    }
  }

  @Override
  public String name() {
    return "rdp";
  }

  @Override
  public double epsilon(List<Mechanism> composed, double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("delta must lie in (0, 1)");
    }
    Map<Gaussian, Long> steps = new TreeMap<>();
    for (Mechanism mechanism : composed) {
      if (!(mechanism instanceof SubsampledGaussian one)) {
        throw new UnsupportedOperationException("no divergence of " + mechanism);
      }
      steps.merge(
          new Gaussian(one.samplingRate(), one.noiseMultiplier()),
          (long) one.steps(),
          Math::addExact);
    }
    if (steps.isEmpty()) {
      return 0;
    }
    return orders().stream()
        .mapToDouble(order -> converted(order, divergence(steps, order), delta))
        .min()
        .orElseThrow();
  }

  private static double divergence(Map<Gaussian, Long> steps, double order) {
    double sum = 0;
    for (Map.Entry<Gaussian, Long> entry : steps.entrySet()) {
      Gaussian one = entry.getKey();
      double perStep = PoissonRenyi.divergence(one.samplingRate, one.noiseMultiplier, order);
      sum += entry.getValue() * (perStep + SLACK_PER_STEP);
    }
    return sum;
  }

  /** ε for which an order-α Rényi divergence of ρ implies (ε, δ). */
  private static double converted(double order, double divergence, double delta) {
    // Bretagnolle–Huber: total variation ≤ √(1 − e^−ρ), and (0, TV) holds always.
    if (delta * delta + Math.expm1(-divergence) > 0) {
      return 0;
    }
    double epsilon =
        divergence + Math.log1p(-1 / order) - (Math.log(delta) + Math.log(order)) / (order - 1);
    return Math.max(0, epsilon);
  }

  private static List<Double> orders() {
    List<Double> orders = new ArrayList<>();
    IntStream.range(1, 100).forEach(tenth -> orders.add(1 + tenth / 10.0));
    IntStream.range(11, 64).forEach(order -> orders.add((double) order));
    IntStream.iterate(64, order -> order <= 1024, order -> order * 5 / 4)
        .forEach(order -> orders.add((double) order));
    orders.add(1024.0);
    return orders;
  }
}
