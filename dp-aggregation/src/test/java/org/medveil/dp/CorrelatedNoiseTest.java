package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix mechanism: what is noised, what is handed out, how the noise is spread. */
class CorrelatedNoiseTest {
  private static final BigInteger SCALE = BigInteger.valueOf(1 << 12);

  /** What comes out is a function of the noised correlated sums alone, number for number. */
  @ParameterizedTest
  @CsvSource({"1, 36", "2, 36", "5, 44", "12, 40"})
  void sums_plus_noise_are_post_processing_of_the_noisy_correlated_sums(int bands, int bits) {
    SquareRootToeplitz matrix = new SquareRootToeplitz(bands);
    Recorded recorded = new Recorded();
    CorrelatedNoise noise = new CorrelatedNoise(matrix, 3, bits, recorded);
    SplittableRandom random = new SplittableRandom(bands);
    List<long[]> sums = new ArrayList<>();
    List<BigInteger[]> out = new ArrayList<>();
    for (int t = 0; t < 40; t++) {
      long[] sum = random.longs(3, -(1L << 60), 1L << 60).toArray();
      sums.add(sum);
      long[] added = noise.next().clone();
      BigInteger[] expected = new BigInteger[3];
      for (int i = 0; i < 3; i++) {
        BigInteger rest = BigInteger.valueOf(recorded.last[i]);
        for (int j = 0; j < Math.min(bands, t + 1); j++) {
          BigInteger c = BigInteger.valueOf(matrix.scaled(j));
          rest = rest.add(c.multiply(BigInteger.valueOf(sums.get(t - j)[i])));
          rest = j == 0 ? rest : rest.subtract(c.multiply(out.get(t - j)[i]));
        }
        BigInteger half = SCALE.shiftRight(1);
        expected[i] = rest.add(half).shiftRight(12);
        assertEquals(expected[i], BigInteger.valueOf(sum[i]).add(BigInteger.valueOf(added[i])));
      }
      out.add(expected);
    }
    assertEquals(bits + 12, recorded.bits);
  }

  /** The correlated sums with and without a patient: at most ‖r‖ times the grid's sensitivity. */
  @Property(tries = 200)
  void one_patient_moves_all_correlated_sums_together_by_less_than_is_accounted(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -9, max = 9) Double> entries,
      @ForAll @IntRange(min = -300, max = 300) int exponent,
      @ForAll @IntRange(min = 1, max = 12) int bands,
      @ForAll @IntRange(min = 0, max = 11) int step,
      @ForAll @DoubleRange(min = 0.01, max = 50) double noise) {
    double scale = Math.pow(10, exponent);
    double[] contribution = entries.stream().mapToDouble(entry -> entry * scale).toArray();
    GridGaussian grid = new SingleParticipation(12, bands).grid(0.7, noise, contribution.length);
    long[] moved = new long[contribution.length];
    grid.addClipped(contribution, moved);
    SquareRootToeplitz matrix = new SquareRootToeplitz(bands);
    BigInteger squares = BigInteger.ZERO;
    for (int t = step; t < Math.min(12, step + bands); t++) {
      for (long one : moved) {
        BigInteger entry =
            BigInteger.valueOf(one).multiply(BigInteger.valueOf(matrix.scaled(t - step)));
        squares = squares.add(entry.multiply(entry));
      }
    }
    // z²·(what moved)² ≤ σ²: the release is one Gaussian of noise multiplier z, or better.
    BigDecimal sigma = BigDecimal.valueOf(2).pow(grid.noiseBits() + 12);
    BigDecimal promised = new BigDecimal(noise).pow(2).multiply(new BigDecimal(squares));
    assertTrue(promised.compareTo(sigma.pow(2)) <= 0);
  }

  @ParameterizedTest
  @CsvSource({"1, 6", "3, 6", "6, 6"})
  void the_noise_of_prefix_sums_has_the_covariance_of_the_inverse(int bands, int steps) {
    int samples = 10_000;
    SquareRootToeplitz matrix = new SquareRootToeplitz(bands);
    CorrelatedNoise noise = new CorrelatedNoise(matrix, samples, 36, new ExactTestNoise());
    double[][] prefix = new double[steps][samples];
    for (int t = 0; t < steps; t++) {
      long[] added = noise.next();
      for (int i = 0; i < samples; i++) {
        prefix[t][i] = added[i] * 0x1p-36 + (t == 0 ? 0 : prefix[t - 1][i]);
      }
    }
    double[][] covariance = prefixCovariance(matrix.inverse(steps));
    for (int s = 0; s < steps; s++) {
      for (int t = s; t < steps; t++) {
        double seen = 0;
        for (int i = 0; i < samples; i++) {
          seen += prefix[s][i] * prefix[t][i] / samples;
        }
        double expected = covariance[s][t];
        double deviation =
            Math.sqrt((covariance[s][s] * covariance[t][t] + expected * expected) / samples);
        assertEquals(expected, seen, 5.5 * deviation, s + ", " + t);
      }
    }
  }

  @Test
  void without_noise_nothing_is_added() {
    CorrelatedNoise none =
        new CorrelatedNoise(new SquareRootToeplitz(3), 2, 36, new SilentTestNoise());
    for (int t = 0; t < 5; t++) {
      assertEquals(0, none.next()[0]);
    }
  }

  /** A·C⁻¹·C⁻ᵀ·Aᵀ, A the matrix of prefix sums, from the first column of C⁻¹. */
  private static double[][] prefixCovariance(double[] inverse) {
    int n = inverse.length;
    double[] b = new double[n];
    double sum = 0;
    for (int t = 0; t < n; t++) {
      sum += inverse[t];
      b[t] = sum;
    }
    double[][] covariance = new double[n][n];
    for (int s = 0; s < n; s++) {
      for (int t = 0; t < n; t++) {
        for (int from = 0; from <= Math.min(s, t); from++) {
          covariance[s][t] += b[s - from] * b[t - from];
        }
      }
    }
    return covariance;
  }

  /** Gaussian-like noise of the asked width that is remembered. */
  private static final class Recorded implements NoiseSource {
    private final SplittableRandom random = new SplittableRandom(1);
    private long[] last;
    private int bits;

    @Override
    public String id() {
      return "recorded";
    }

    @Override
    public String sha256() {
      return "0".repeat(64);
    }

    @Override
    public void addDiscreteGaussian(long[] values, double sigma) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void addGridGaussian(long[] values, int bits) {
      this.bits = bits;
      for (int i = 0; i < values.length; i++) {
        values[i] += random.nextLong(-(9L << bits), 9L << bits);
      }
      last = values.clone();
    }

    @Override
    public void addDiscreteLaplace(long[] values, double scale) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int select(long[] scores, double scale) {
      throw new UnsupportedOperationException();
    }
  }
}
