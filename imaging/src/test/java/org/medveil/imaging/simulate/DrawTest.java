package org.medveil.imaging.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class DrawTest {
  private static final int N = 20_000;

  @Test
  void normalsHaveMeanZeroAndVarianceOne() {
    Draw draw = new Draw(1).child("moments");
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < N; i++) {
      double z = draw.normal(i);
      sum += z;
      squares += z * z;
    }
    // Standard errors .0071 and .01; five of each.
    assertEquals(0, sum / N, .036);
    assertEquals(1, squares / N, .05);
  }

  @Test
  void addressesNotOrderDecide() {
    Draw draw = new Draw(1);
    double later = draw.child("a").child(3).normal(17);
    draw.child("b").normal(0);
    assertEquals(later, new Draw(1).child("a").child(3).normal(17));
    assertNotEquals(later, new Draw(1).child("a").child(4).normal(17));
    assertNotEquals(later, new Draw(2).child("a").child(3).normal(17));
  }

  @Test
  void streamsThatShareWithGainCorrelateByItsSquare() {
    for (double gain : new double[] {0, .5, .9, 1}) {
      Latent common = Latent.of(new Draw(3));
      Latent one = Latent.mix(common, new Draw(4), gain);
      Latent two = Latent.mix(common, new Draw(5), gain);
      double[] x = new double[N];
      double[] y = new double[N];
      for (int i = 0; i < N; i++) {
        x[i] = one.child(i % 7).normal(i);
        y[i] = two.child(i % 7).normal(i);
      }
      assertEquals(gain * gain, DiseaseCourseTest.correlation(x, y), .036);
    }
  }

  @Test
  void uniformOfALatentIsUniform() {
    Latent latent = Latent.mix(Latent.of(new Draw(6)), new Draw(7), .6);
    int[] tenths = new int[10];
    for (int i = 0; i < N; i++) {
      tenths[(int) (10 * latent.uniform(i))]++;
    }
    for (int count : tenths) {
      // Binomial deviation sqrt(20000·.1·.9) = 42; five of them.
      assertEquals(N / 10, count, 212);
    }
  }

  @Test
  void decayIsTheExponential() {
    for (double x = 0; x < 7.9; x += .013) {
      assertEquals(Math.exp(-x), Curves.decay(x), 2e-5);
    }
    assertEquals(0, Curves.decay(50));
  }
}
