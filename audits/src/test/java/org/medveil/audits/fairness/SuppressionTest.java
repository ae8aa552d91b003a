package org.medveil.audits.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medveil.audits.statistics.Resampling;

/** Small groups are not shown, and cannot be worked out from what is. */
class SuppressionTest {
  @Test
  void aGroupOfThreeIsNotShownAndSubtractionDoesNotReachIt() {
    List<ScoredRow> rows = new ArrayList<>();
    patients(rows, Map.of("site", "A"), 200, 100);
    patients(rows, Map.of("site", "B"), 160, 80);
    patients(rows, Map.of("site", "C"), 3, 2);
    ScoredRows scored = new ScoredRows(rows);
    FairnessAudit audit = FairnessAudit.of(scored, OptionalDouble.empty(), Resampling.seeded(1));
    assertEquals(Standing.TOO_SMALL, standing(audit, "site=C"));
    // Alone it would be everyone minus A and B, so the smaller of the two is held back as well.
    assertEquals(Standing.WOULD_TELL, standing(audit, "site=B"));
    assertEquals(Standing.SHOWN, standing(audit, "site=A"));
    for (GroupResult group : audit.groups()) {
      assertEquals(group.standing().shown(), !group.figures().isEmpty());
    }
  }

  @Test
  void twoSmallGroupsDoNotHideEachOtherIfTogetherTheyAreFew() {
    List<ScoredRow> rows = new ArrayList<>();
    patients(rows, Map.of("site", "A"), 200, 100);
    patients(rows, Map.of("site", "B"), 160, 80);
    patients(rows, Map.of("site", "C"), 3, 2);
    patients(rows, Map.of("site", "D"), 4, 1);
    Map<Group, Standing> standing = Suppression.of(rows, new ScoredRows(rows).groups());
    // Everyone minus A and B would be a figure on seven patients.
    assertFalse(standing.get(Group.of("site", "B")).shown());
  }

  @Test
  void aPairOfGroupsIsNotTheDifferenceOfShownOnes() {
    List<ScoredRow> rows = new ArrayList<>();
    patients(rows, Map.of("site", "A", "sex", "F"), 200, 100);
    patients(rows, Map.of("site", "A", "sex", "M"), 200, 100);
    patients(rows, Map.of("site", "B", "sex", "F"), 200, 100);
    patients(rows, Map.of("site", "B", "sex", "M"), 10, 5);
    Map<Group, Standing> standing = Suppression.of(rows, new ScoredRows(rows).groups());
    Group small = Group.of("site", "B").and(Group.of("sex", "M"));
    assertEquals(Standing.TOO_SMALL, standing.get(small));
    Group neighbour = Group.of("site", "B").and(Group.of("sex", "F"));
    boolean told = standing.get(Group.of("site", "B")).shown() && standing.get(neighbour).shown();
    assertFalse(told, "site=B minus its women is the small group");
  }

  @Test
  void groupsBetweenTwentyAndFiftyAreMarked() {
    List<ScoredRow> rows = new ArrayList<>();
    patients(rows, Map.of("sex", "F"), 100, 50);
    patients(rows, Map.of("sex", "M"), 100, 49);
    Map<Group, Standing> standing = Suppression.of(rows, new ScoredRows(rows).groups());
    assertEquals(Standing.SHOWN, standing.get(Group.of("sex", "F")));
    assertEquals(Standing.FEW, standing.get(Group.of("sex", "M")));
  }

  /** Every shown count fits another cohort too, in which the hidden group has another size. */
  @Property(tries = 60)
  void noHiddenCountFollowsFromTheShownOnes(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ScoredRow> rows = new ArrayList<>();
    for (String site : List.of("A", "B", "C")) {
      for (String sex : List.of("F", "M")) {
        for (String age : List.of("young", "old")) {
          int patients = random.nextInt(8) < 3 ? random.nextInt(30) : 40 + random.nextInt(100);
          patients(rows, Map.of("site", site, "sex", sex, "age", age), patients, patients / 2);
        }
      }
    }
    if (rows.stream().filter(ScoredRow::event).count() < 2) {
      return;
    }
    List<Group> groups = new ScoredRows(rows).groups();
    Map<Group, Standing> standing = Suppression.of(rows, groups);
    List<double[]> shown = new ArrayList<>();
    for (Group group : groups) {
      if (standing.get(group).shown()) {
        shown.add(cells(group, rows));
      }
    }
    for (Group group : groups) {
      if (!standing.get(group).shown()) {
        assertTrue(distance(cells(group, rows), shown) > 1e-6, "derivable: seed " + seed);
      }
    }
  }

  /** 1 for each of the twelve cells that the group has. */
  private static double[] cells(Group group, List<ScoredRow> rows) {
    return rows.stream()
        .map(ScoredRow::groups)
        .distinct()
        .mapToDouble(cell -> group.has(ScoredRow.of("x", true, 0.5, cell)) ? 1 : 0)
        .toArray();
  }

  /** From the vector to the space of the others (Gram and Schmidt): another way than the code's. */
  private static double distance(double[] vector, List<double[]> others) {
    List<double[]> basis = new ArrayList<>();
    for (double[] other : others) {
      double[] rest = other.clone();
      basis.forEach(b -> subtract(rest, b));
      basis.forEach(b -> subtract(rest, b));
      double norm = norm(rest);
      if (norm > 1e-9) {
        for (int i = 0; i < rest.length; i++) {
          rest[i] /= norm;
        }
        basis.add(rest);
      }
    }
    double[] left = vector.clone();
    basis.forEach(b -> subtract(left, b));
    return norm(left);
  }

  private static void subtract(double[] from, double[] unit) {
    double along = 0;
    for (int i = 0; i < from.length; i++) {
      along += from[i] * unit[i];
    }
    for (int i = 0; i < from.length; i++) {
      from[i] -= along * unit[i];
    }
  }

  private static double norm(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static Standing standing(FairnessAudit audit, String group) {
    return audit.groups().stream()
        .filter(g -> g.group().name().equals(group))
        .findFirst()
        .orElseThrow()
        .standing();
  }

  private static void patients(
      List<ScoredRow> rows, Map<String, String> groups, int patients, int events) {
    for (int i = 0; i < patients; i++) {
      rows.add(ScoredRow.of("p" + rows.size(), i < events, (i % 7) / 7.0, groups));
    }
  }
}
