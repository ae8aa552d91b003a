package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every loss is the one OpenDP's own Python package gives for the same settings. */
class PythonMapsTest {
  private static final String FILE = "maps-opendp-0.16.0.csv";

  @Test
  void lossesAreThoseOfThePythonPackage() throws IOException {
    List<String> rows = rows();
    assertTrue(rows.size() >= 50, rows.size() + " rows");
    for (String row : rows) {
      String[] cells = row.split(",");
      double[] settings =
          Arrays.stream(cells[1].split(";")).mapToDouble(Double::parseDouble).toArray();
      double[] actual = loss(cells[0], settings);
      assertSame(Double.parseDouble(cells[2]), actual[0], row);
      assertSame(Double.parseDouble(cells[3]), actual[1], row);
    }
  }

  private static void assertSame(double expected, double actual, String row) {
    assertEquals(expected, actual, 1e-12 * expected, row);
  }

  private static List<String> rows() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                PythonMapsTest.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
    }
  }

  private static double[] loss(String mechanism, double[] in) {
    return switch (mechanism) {
      case "composed" -> both(composed(in));
      case "epsilon-of-rho" -> new double[] {composed(in).epsilonAt(in[2]), 0};
      case "delta-of-rho" -> new double[] {composed(in).deltaAt(in[2]), 0};
      case "gaussian" -> both(counts(CountNoise.GAUSSIAN, in));
      case "laplace" -> both(counts(CountNoise.LAPLACE, in));
      case "geometric" ->
          both(new BoundedCount(in[0], (long) in[1], (long) in[2]).loss((long) in[3]));
      case "top-k-rho" -> both(topK(Selector.EXPONENTIAL, in));
      case "top-k-epsilon" -> both(topK(Selector.PERMUTE_AND_FLIP, in));
      case "quantile-rho" -> both(quantile(Selector.EXPONENTIAL, in));
      case "quantile-epsilon" -> both(quantile(Selector.PERMUTE_AND_FLIP, in));
      case "laplace-threshold" -> both(threshold(CountNoise.LAPLACE, in));
      case "gaussian-threshold" -> both(threshold(CountNoise.GAUSSIAN, in));
      default -> throw new IllegalArgumentException(mechanism);
    };
  }

  private static double[] both(PrivacyLoss loss) {
    return new double[] {loss.value(), loss.delta()};
  }

  private static PrivacyLoss composed(double[] in) {
    PrivacyLoss once = new CountMechanism(CountNoise.GAUSSIAN, in[0]).loss(new Contribution(1, 1));
    return PrivacyLoss.composed(Collections.nCopies((int) in[1], once));
  }

  private static PrivacyLoss counts(CountNoise noise, double[] in) {
    return new CountMechanism(noise, in[0]).loss(new Contribution((int) in[1], (long) in[2]));
  }

  private static PrivacyLoss topK(Selector selector, double[] in) {
    TopK mechanism = new TopK(selector, (int) in[0], in[1]);
    return in[3] == 1 ? mechanism.lossIfMonotonic((long) in[2]) : mechanism.loss((long) in[2]);
  }

  private static PrivacyLoss quantile(Selector selector, double[] in) {
    double[] candidates = {1, 2.5, 9};
    return new PrivateQuantile(selector, candidates, in[0], in[1]).loss((int) in[2]);
  }

  private static PrivacyLoss threshold(CountNoise noise, double[] in) {
    Contribution contribution = new Contribution((int) in[2], (long) in[3]);
    return new ThresholdedCounts(noise, in[0], (long) in[1]).loss(contribution);
  }
}
