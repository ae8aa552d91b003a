package org.medveil.imaging.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * Attributes of types 1 and 2 (PS3.3) that a de-identifier must not lose. Only what the original
 * had in order counts: old faults of a file are not the de-identifier's. Conditional attributes
 * (1C, 2C) are not judged.
 */
final class Conformance {
  private Conformance() {}

  static List<Violation> newViolations(int number, Subject before, Subject after) {
    List<Violation> violations = new ArrayList<>();
    String sopClass = before.text(Tag.SOPClassUID);
    for (RequiredAttributes.Rule rule : RequiredAttributes.of(sopClass)) {
      if (isKept(before.header(), rule) && !isKept(after.header(), rule)) {
        violations.add(new Violation(number, ElementPath.step(rule.tag()), rule.type()));
      }
    }
    if (agrees(before) && !agrees(after)) {
      violations.add(new Violation(number, ElementPath.step(Tag.MediaStorageSOPInstanceUID), 0));
    }
    return violations;
  }

  private static boolean isKept(Attributes header, RequiredAttributes.Rule rule) {
    Optional<Found> found =
        header.contains(rule.tag()) ? Optional.of(new Found(header, rule.tag())) : Optional.empty();
    return rule.type() == 1 ? found.filter(Found::hasValue).isPresent() : found.isPresent();
  }

  /** PS3.10 §7.1: meta group and data set name the same instance. */
  private static boolean agrees(Subject subject) {
    String stored = subject.meta().getString(Tag.MediaStorageSOPInstanceUID);
    return stored == null || stored.strip().equals(subject.text(Tag.SOPInstanceUID));
  }
}
