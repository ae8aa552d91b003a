package org.medveil.dp.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Taking any patient away changes the exact numbers by no more than the mechanisms say. */
class SensitivityTest {
  private static final List<Double> EDGES = List.of(-10.0, 0.0, 18.0, 40.0, 65.0);

  private static StatisticsRequest request(ContributionBounds bounds, GroupChoice groups) {
    List<Statistic> all =
        List.of(
            new RowCount(),
            new PatientCount(),
            new PatientHistogram("age", EDGES),
            new BoundedSum("age", 0, 90, bounds),
            new BoundedSum("age", -1e-9, 3, bounds),
            new BoundedMean("age", 0, 90, bounds),
            new BoundedQuantiles("age", EDGES, List.of(0.1, 0.5, 0.95)));
    return new StatisticsRequest(groups, bounds, all, NoiseShape.GAUSSIAN);
  }

  @Property(tries = 60)
  void removingAnyPatientStaysWithinTheDeclaredSensitivity(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int groups,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll boolean known) {
    GroupChoice choice =
        known
            ? new GroupChoice.Public(HostileCohort.GROUPS.subList(0, 4))
            : new GroupChoice.Private(1e-6);
    StatisticsRequest request = request(new ContributionBounds(groups, rows), choice);
    HostileCohort cohort = HostileCohort.of(new SplittableRandom(seed), 6);
    GroupSums all = cohort.sums(request);
    for (String patient : cohort.names()) {
      check(request, all, cohort.without(patient).sums(request));
    }
  }

  private static void check(StatisticsRequest request, GroupSums with, GroupSums without) {
    for (int n = 0; n < request.statistics().size(); n++) {
      Statistic statistic = request.statistics().get(n);
      long[][] before = with.cells(n, HostileCohort.GROUPS).cells();
      long[][] after = without.cells(n, HostileCohort.GROUPS).cells();
      List<Query> queries = statistic.queries(request.bounds());
      for (int q = 0; q < queries.size(); q++) {
        if (statistic instanceof BoundedQuantiles quantiles) {
          checkScores(quantiles, request.bounds(), new long[][][] {before, after});
        } else {
          Query.Numbers numbers = (Query.Numbers) queries.get(q);
          // The mean asks twice, each time about one of its two numbers.
          int from = queries.size() == 1 ? 0 : q;
          int to = queries.size() == 1 ? statistic.cells() : q + 1;
          checkNumbers(numbers, changes(before, after, from, to), statistic.name());
        }
      }
    }
    assertTrue(patientChanges(with, without) <= request.bounds().groups());
  }

  private static long patientChanges(GroupSums with, GroupSums without) {
    return with.patients().entrySet().stream()
        .filter(e -> !e.getValue().equals(without.patients().get(e.getKey())))
        .peek(e -> assertEquals(1, e.getValue() - without.patients().getOrDefault(e.getKey(), 0L)))
        .count();
  }

  private static List<Long> changes(long[][] before, long[][] after, int from, int to) {
    List<Long> changes = new ArrayList<>();
    for (int g = 0; g < before.length; g++) {
      for (int c = from; c < to; c++) {
        if (before[g][c] != after[g][c]) {
          changes.add(Math.abs(before[g][c] - after[g][c]));
        }
      }
    }
    return changes;
  }

  private static void checkNumbers(Query.Numbers declared, List<Long> changes, String name) {
    assertTrue(changes.size() <= declared.coordinates(), () -> name + ": " + changes);
    assertTrue(changes.stream().allMatch(by -> by <= declared.shift()), () -> name + changes);
  }

  private static void checkScores(
      BoundedQuantiles quantiles, ContributionBounds bounds, long[][][] cells) {
    for (int rank : new int[] {100, 500, 950}) {
      int changed = 0;
      for (int g = 0; g < cells[0].length; g++) {
        long[] before = quantiles.scores(cells[0][g], rank);
        long[] after = quantiles.scores(cells[1][g], rank);
        changed += java.util.Arrays.equals(before, after) ? 0 : 1;
        for (int e = 0; e < before.length; e++) {
          long by = Math.abs(before[e] - after[e]);
          assertTrue(by <= BoundedQuantiles.sensitivity(rank, bounds.rowsPerGroup()));
        }
      }
      assertTrue(changed <= bounds.groups());
    }
  }

  /** A bound that is never reached would pass the test above and waste noise. */
  @Test
  void theBoundsAreReached() {
    ContributionBounds bounds = new ContributionBounds(1, 4);
    StatisticsRequest request =
        request(bounds, new GroupChoice.Public(HostileCohort.GROUPS.subList(0, 1)));
    HostileCohort one = new HostileCohort();
    for (double value : new double[] {90, 1e9, Double.POSITIVE_INFINITY, 90, 90}) {
      one.add("p", HostileCohort.GROUPS.get(0), value);
    }
    GroupSums sums = one.sums(request);
    List<GroupKey> group = HostileCohort.GROUPS.subList(0, 1);
    assertArrayEquals(new long[] {4}, sums.cells(0, group).cells()[0]);
    assertArrayEquals(new long[] {1}, sums.cells(1, group).cells()[0]);
    assertArrayEquals(new long[] {0, 0, 0, 0, 0, 1, 0}, sums.cells(2, group).cells()[0]);
    assertArrayEquals(new long[] {ClampedTotal.GRID}, sums.cells(3, group).cells()[0]);
    assertArrayEquals(new long[] {ClampedTotal.GRID, 4}, sums.cells(5, group).cells()[0]);
  }

  @Property(tries = 30)
  void sumsDoNotDependOnOrderOrMachines(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ContributionBounds bounds = new ContributionBounds(random.nextInt(1, 5), random.nextInt(1, 9));
    StatisticsRequest request = request(bounds, new GroupChoice.Private(1e-6));
    HostileCohort cohort = HostileCohort.of(random, 5);
    GroupSums once = cohort.sums(request);
    GroupSums again = cohort.sumsInParts(request, random);
    assertEquals(once.patients(), again.patients());
    for (int n = 0; n < request.statistics().size(); n++) {
      long[][] expected = once.cells(n, HostileCohort.GROUPS).cells();
      long[][] found = again.cells(n, HostileCohort.GROUPS).cells();
      for (int g = 0; g < expected.length; g++) {
        assertArrayEquals(expected[g], found[g]);
      }
    }
  }
}
