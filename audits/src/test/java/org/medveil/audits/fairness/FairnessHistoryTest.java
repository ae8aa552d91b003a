package org.medveil.audits.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medveil.audits.statistics.Resampling;

/** Rounds are compared on the same rows and the same resamples. */
class FairnessHistoryTest {
  private static final Map<String, String> F = Map.of("sex", "F");
  private static final Map<String, String> M = Map.of("sex", "M");

  @Test
  void aGapThatGrowsIsSeenToGrow() {
    LinkedHashMap<String, ScoredRows> rounds = new LinkedHashMap<>();
    rounds.put("1", new SimulatedScores(2).add(F, 300, 3, 0.80).add(M, 300, 3, 0.80).rows());
    rounds.put("2", new SimulatedScores(2).add(F, 300, 3, 0.80).add(M, 300, 3, 0.95).rows());
    FairnessHistory history = FairnessHistory.of(rounds, Resampling.seeded(1));
    assertEquals(List.of("1", "2"), history.rounds());
    FairnessHistory.Line women = line(history, "sex=F");
    assertTrue(women.gaps().get(0).orElseThrow().covers(0));
    assertTrue(women.change().orElseThrow().interval().high() < -0.05);
    assertTrue(line(history, "all").gaps().get(0).isEmpty(), "everyone has no one else");
    assertTrue(line(history, "all").change().orElseThrow().value() > 0);
  }

  @Test
  void otherRowsAreNoHistory() {
    LinkedHashMap<String, ScoredRows> rounds = new LinkedHashMap<>();
    rounds.put("1", new SimulatedScores(1).add(F, 100, 3, 0.8).rows());
    assertThrows(
        IllegalArgumentException.class, () -> FairnessHistory.of(rounds, Resampling.seeded(1)));
    rounds.put("2", new SimulatedScores(1).add(M, 100, 3, 0.8).rows());
    assertThrows(
        IllegalArgumentException.class, () -> FairnessHistory.of(rounds, Resampling.seeded(1)));
  }

  private static FairnessHistory.Line line(FairnessHistory history, String group) {
    return history.lines().stream()
        .filter(l -> l.group().name().equals(group))
        .findFirst()
        .orElseThrow();
  }
}
