package org.medveil.audits.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medveil.audits.Acquisition;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ImageKey;
import org.medveil.audits.Traits;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Refusal;
import org.medveil.learning.PatientExamples;

/**
 * Attacks on made-up models whose answer is known: log-odds with and without a shift for members.
 */
class AttacksTest {
  private static final int PATIENTS = 100;
  private static final int MODELS = 32;

  @Test
  void aModelThatSaysNothingAboutMembersIsToldByChance() {
    for (MembershipAudit.Result result : audit(0).results()) {
      assertTrue(result.all().auc().covers(0.5), result.attack() + " " + result.all().auc());
      assertTrue(result.atOnePerMille().truePositives().value() < 0.01, result.attack());
    }
  }

  @Test
  void aModelThatRemembersIsToldByBoth() {
    for (MembershipAudit.Result result : audit(3).results()) {
      assertTrue(result.all().auc().value() > 0.9, result.attack() + " " + result.all().auc());
    }
    assertTrue(audit(3).results().get(0).atOnePerMille().truePositives().value() > 0.2);
  }

  @Test
  void theTenthToldBestIsHeldApart() {
    MembershipAudit.Result nothing = audit(0).results().get(0);
    assertTrue(nothing.worst().isEmpty(), "8 patients are too few to report");
    MemberPool pool = nothing.pool();
    MemberPool half = pool.where(p -> true);
    assertTrue(WorstDecile.of(half, pool).distinctPatients() == 8);
  }

  @Test
  void groupsOfFewPatientsAreNamedAndNotMeasured() {
    MembershipAudit.Result result = audit(1).results().get(0);
    assertEquals(List.of("sex=few", "sex=some"), result.tooSmall(), "and who gives them away");
    assertEquals("sex=many", result.groups().get(0).group());
  }

  @Test
  void everyoneIsInHalfOfTheModelsAndThePopulationInNone() {
    ShadowDesign design = ShadowDesign.of(PATIENTS, MODELS, 0.2, 5);
    int population = 0;
    for (int p = 0; p < PATIENTS; p++) {
      int patient = p;
      long in = IntStream.range(0, MODELS).filter(m -> design.in(m, patient)).count();
      assertEquals(design.population(p) ? 0 : MODELS / 2, in);
      population += design.population(p) ? 1 : 0;
    }
    assertEquals(20, population);
  }

  @Test
  void theSmallestRateThatCanBeSeenIsOneOverTheOthers() {
    MemberScores scores = new MemberScores(new double[] {3, 2}, new double[] {1, 0, -1, -2});
    assertEquals(0.25, scores.resolution());
    assertEquals(1, scores.at(0.001).found().value());
    assertEquals(0, scores.at(0.2).accused().value());
    assertEquals(0.25, scores.at(0.25).accused().value());
    assertEquals(1, scores.auc());
  }

  @Test
  void anImageUnderTwoNamesCostsOneOfThem() {
    AuditRows rows =
        AuditRows.of(
            List.of(
                row("a", "a1", 1, 0, 3),
                row("a", "a2", 1, 0, 3),
                row("b", "b1", 0, 1, 3),
                row("c", "c1", 1, 0, 3.0001f),
                row("d", "d1", 0, 0, 2)));
    assertEquals(Set.of(2), SharedImages.patients(rows, 0.999));
    assertThrows(Refusal.class, () -> SharedImages.patients(rows, 0));
  }

  private static AuditRow row(String subject, String instance, float... vector) {
    return new AuditRow(
        new ImageKey(subject, instance), Acquisition.UNKNOWN, Traits.UNKNOWN, vector);
  }

  private static MembershipAudit audit(double shift) {
    SplittableRandom chance = new SplittableRandom(3);
    ShadowDesign design = ShadowDesign.of(PATIENTS, MODELS, 0.2, 4);
    List<PatientExamples> patients = new ArrayList<>();
    double[] easy = new double[PATIENTS];
    for (int p = 0; p < PATIENTS; p++) {
      patients.add(new PatientExamples("p" + p, new float[][] {{0}, {0}}, new int[] {1, 0}));
      easy[p] = 2 * normal(chance);
    }
    float[][] logits = new float[MODELS][2 * PATIENTS];
    for (int m = 0; m < MODELS; m++) {
      for (int p = 0; p < PATIENTS; p++) {
        double said = easy[p] + (design.in(m, p) ? shift : 0);
        logits[m][2 * p] = (float) (said + normal(chance));
        logits[m][2 * p + 1] = (float) -(said + normal(chance));
      }
    }
    return new MembershipAudit(
        new Shadows(design, patients, logits),
        patients.stream().map(PatientExamples::subjectKey).toList(),
        Map.of(
            "sex=many", numbers(0, 60), "sex=some", numbers(60, 97), "sex=few", numbers(97, 100)),
        Resampling.seeded(1));
  }

  private static Set<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().collect(java.util.stream.Collectors.toSet());
  }

  private static double normal(SplittableRandom chance) {
    double radius = Math.sqrt(-2 * Math.log(1 - chance.nextDouble()));
    return radius * Math.cos(2 * Math.PI * chance.nextDouble());
  }
}
