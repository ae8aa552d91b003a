package org.medveil.audits.removal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
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

/**
 * What erasure is worth, on a simulated cohort whose truth is known; see docs/disentanglement.md.
 */
@Tag("slow")
class RemovalTest {
  private static final List<Concept> DEMOGRAPHICS =
      List.of(Concept.SEX, Concept.AGE, Concept.ETHNICITY);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void demographicsAndIdentityAreApartAndTheDiseaseStays(long seed) {
    AuditRows rows = EmbeddingCohort.rows(CohortDesign.of(1200, seed));
    PatientSplit split = new PatientSplit(seed, .75);
    AuditRows train = rows.where(split::first);
    AuditRows test = rows.where(row -> !split.first(row));
    Removal removal = new Removal(train, test, RemovalSettings.seeded(seed));
    List<Target> targets = new ArrayList<>(List.of(Target.label()));
    DEMOGRAPHICS.forEach(concept -> targets.add(Target.of(concept, train)));

    ErasurePlan demographics = new ErasurePlan(DEMOGRAPHICS, ErasurePlan.Method.LEACE, 0, true);
    ErasurePlan identity = new ErasurePlan(List.of(), ErasurePlan.Method.LEACE, 48, true);
    Eraser noDemographics = FittedEraser.fit(train, demographics).eraser();
    Eraser noIdentity = FittedEraser.fit(train, identity).eraser();
    Eraser keptNothing = FittedEraser.fit(train, identity.keepingNothing()).eraser();

    print("demographics", removal.attacks(noDemographics, List.of(Attacker.values())));
    print2(removal.questions(noDemographics, targets));
    print("identity", removal.attacks(noIdentity, List.of(Attacker.values())));
    print2(removal.questions(noIdentity, targets));
    print("bare", removal.attacks(keptNothing, List.of(Attacker.LDA)));
    print2(removal.questions(keptNothing, targets));
    assertTrue(true);
  }

  static void print(String w, List<Removal.Attack> a) {
    System.out.println(w);
    a.forEach(
        x ->
            System.out.printf(
                "  %-24s %.3f -> %.3f chance %.4f change %.3f [%.3f %.3f] probes %d gallery %d%n",
                x.attacker().word(),
                x.before().rate().value(),
                x.after().rate().value(),
                x.after().chance(),
                x.change().value(),
                x.change().interval().low(),
                x.change().interval().high(),
                x.after().probes(),
                x.after().gallery()));
  }

  static void print2(List<Removal.Question> a) {
    a.forEach(
        x ->
            System.out.printf(
                "  %-40s %.3f -> %.3f change %.3f [%.3f %.3f] rbf %.3f%n",
                x.target().name(),
                x.before().value(),
                x.after().value(),
                x.change().value(),
                x.change().interval().low(),
                x.change().interval().high(),
                x.nonLinear().value()));
  }
}
