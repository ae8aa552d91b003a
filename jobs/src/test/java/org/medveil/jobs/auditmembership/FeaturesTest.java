package org.medveil.jobs.auditmembership;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medveil.audits.Acquisition;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ImageKey;
import org.medveil.audits.Traits;
import org.medveil.contracts.Refusal;

class FeaturesTest {
  private final AuditRows rows =
      AuditRows.of(
          List.of(
              row("a", "a1", "1", 100, 1),
              row("b", "b1", "0", 102, 5),
              row("c", "c1", "", 99, 3),
              row("d", "d1", "0", 102, 5)));

  @Test
  void standardisedValuesForgetWhatAllImagesShare() {
    // Means 100.75 and 3.5, deviations 1.299 and 1.658; then the mean of the two and norm 1.
    float half = (float) Math.sqrt(0.5);
    assertArrayEquals(
        new float[] {half, -half},
        Features.named("standardised", rows).apply(new float[] {101, 1}),
        1e-4f);
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThrows(Refusal.class, () -> Features.check("public-reference"));
  }

  @Test
  void whoHasNoLabelOrAnothersImageIsLeftOutAndCounted() {
    Population left = Population.of(rows, "none", 0.995);
    assertEquals(1, left.unlabelled());
    assertEquals(1, left.shared());
    assertEquals(List.of("a", "b"), left.names());
  }

  private static AuditRow row(String subject, String instance, String label, float... vector) {
    return new AuditRow(
        new ImageKey(subject, instance),
        Acquisition.UNKNOWN,
        new Traits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            label.isEmpty() ? Optional.empty() : Optional.of(label)),
        vector);
  }
}
