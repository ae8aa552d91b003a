package org.medveil.contracts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The walls between the zones. */
class FlowTest {
  private static final Set<Zone> INSIDE = Set.of(Zone.RESTRICTED, Zone.PSEUDONYMOUS, Zone.PUBLIC);

  @Test
  void onlyNamedMechanismsLeadToProtected() {
    for (String verb :
        new String[] {"train", "cohort-summary", "fairness-release", "eraser-release"}) {
      assertDoesNotThrow(() -> new Flow(verb, INSIDE, Zone.PROTECTED));
    }
    // The exact audit is not the release: its figures are not noised.
    for (String verb :
        new String[] {"audit-fairness", "audit-all", "evaluate", "report", "disentangle"}) {
      assertThrows(
          IllegalArgumentException.class, () -> new Flow(verb, INSIDE, Zone.PROTECTED), verb);
      assertDoesNotThrow(
          () -> new Flow(verb, Set.of(Zone.PSEUDONYMOUS, Zone.PUBLIC), Zone.PSEUDONYMOUS));
    }
  }

  @Test
  void noOtherVerbLeavesTheInnermostRoomOrTheHouse() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Flow("audit-fairness", INSIDE, Zone.PSEUDONYMOUS));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Flow("fairness-release", Set.of(Zone.PROTECTED), Zone.PUBLIC));
  }
}
