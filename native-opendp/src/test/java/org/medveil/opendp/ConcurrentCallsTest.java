package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Four threads at once: every answer is right, every draw is new. */
class ConcurrentCallsTest {
  private static final int THREADS = 4;
  private static final int CALLS = 300;

  @Test
  void everyMechanismFromFourThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<Long>>> work = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        work.add(ConcurrentCallsTest::manyCalls);
      }
      Set<Long> distinct = new HashSet<>();
      for (Future<List<Long>> done : threads.invokeAll(work)) {
        distinct.addAll(done.get());
      }
      // 1200 draws at scale 2^50: two agree once in a billion runs.
      assertEquals(THREADS * CALLS, distinct.size());
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Long> manyCalls() {
    OpenDpNoise noise = new OpenDpNoise();
    CountMechanism wide = new CountMechanism(CountNoise.LAPLACE, 0x1p50);
    PrivateQuantile median =
        new PrivateQuantile(Selector.EXPONENTIAL, new double[] {1, 2}, 0.5, 1e-3);
    ThresholdedCounts named = new ThresholdedCounts(CountNoise.GAUSSIAN, 1, 50);
    BoundedCount bounded = new BoundedCount(1, 0, 3);
    List<Long> draws = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      draws.add(wide.release(0));
      assertEquals(1, noise.select(new long[] {0, 5000}, 1));
      assertEquals(2, median.release(new double[] {2, 2, 2}));
      assertTrue(bounded.release(1) <= 3);
      assertFalse(named.release(Map.of("rare", 1L)).containsKey("rare"));
      assertEquals(0.5, TopK.max(Selector.PERMUTE_AND_FLIP, 4).loss(1).value());
      assertEquals(
          4.728387, new PrivacyLoss(Divergence.CONCENTRATED, 0.5, 0).epsilonAt(1e-5), 1e-6);
      OpenDpException refused = null;
      try {
        ThresholdNatives.gaussianLoss(1, 50, 1, 50);
      } catch (OpenDpException e) {
        refused = e;
      }
      assertEquals("FailedMap", refused == null ? null : refused.variant());
    }
    return draws;
  }
}
