package org.medveil.audits.removal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.audits.AuditRows;
import org.medveil.audits.erasure.Concept;
import org.medveil.audits.erasure.Eraser;
import org.medveil.audits.erasure.ErasurePlan;
import org.medveil.audits.erasure.FittedEraser;
import org.medveil.audits.reidentification.PatientSplit;
import org.medveil.audits.simulated.CohortDesign;
import org.medveil.audits.simulated.EmbeddingCohort;

/** What erasure is worth, on a simulated cohort whose truth is known: docs/disentanglement.md. */
@Tag("slow")
class RemovalTest {
  private static final List<Concept> DEMOGRAPHICS =
      List.of(Concept.SEX, Concept.AGE, Concept.ETHNICITY);
  private static final List<Attacker> LDA = List.of(Attacker.LDA);
  private static final List<Target> LABEL = List.of(Target.label());

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void demographicsAndIdentityAreApartAndTheDiseaseStays(long seed) {
    AuditRows rows = EmbeddingCohort.rows(CohortDesign.of(1200, seed));
    PatientSplit split = new PatientSplit(seed, .75);
    AuditRows train = rows.where(split::first);
    AuditRows test = rows.where(row -> !split.first(row));
    Removal removal = new Removal(train, test, RemovalSettings.seeded(seed));
    withoutDemographicsPatientsAreFoundAsBefore(removal, train);
    withoutIdentityNobodyIsFoundAndTheDiseaseIsSeen(removal, train);
  }

  private static void withoutDemographicsPatientsAreFoundAsBefore(
      Removal removal, AuditRows train) {
    Eraser eraser =
        FittedEraser.fit(train, new ErasurePlan(DEMOGRAPHICS, ErasurePlan.Method.LEACE, 0, false))
            .eraser();
    Removal.Attack attack = removal.attacks(eraser, LDA).get(0);
    assertTrue(attack.before().rate().value() >= .8, "before " + attack.before());
    assertTrue(attack.change().value() >= -.02, "change " + attack.change());
    List<Target> targets = DEMOGRAPHICS.stream().map(c -> Target.of(c, train)).toList();
    for (Removal.Question question : removal.linearQuestions(eraser, targets)) {
      assertTrue(question.before().value() > .6, "before " + question);
      assertTrue(question.after().value() <= .55, "after " + question);
    }
  }

  private static void withoutIdentityNobodyIsFoundAndTheDiseaseIsSeen(
      Removal removal, AuditRows train) {
    ErasurePlan kept = new ErasurePlan(List.of(), ErasurePlan.Method.LEACE, 96, true);
    List<Eraser> erasers = FittedEraser.fitAll(train, List.of(kept, kept.keepingNothing()));
    Removal.Attack attack = removal.attacks(erasers.get(0), LDA).get(0);
    assertTrue(attack.after().rate().value() <= .05, "after " + attack.after());
    Removal.Question label = removal.linearQuestions(erasers.get(0), LABEL).get(0);
    assertTrue(label.change().value() >= -.01, "label " + label);
    Removal.Question collapsed = removal.linearQuestions(erasers.get(1), LABEL).get(0);
    assertTrue(collapsed.after().value() <= .6, "label without keeping it " + collapsed);
  }
}
