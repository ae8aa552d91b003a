package org.medveil.audits.reidentification;

import java.util.Locale;
import org.medveil.audits.AuditRow;
import org.medveil.contracts.Refusal;

/** Which of a patient's own images may answer a probe. Other patients' images always may. */
public enum GalleryPolicy {
  /** All but the probe itself: what most published rates are. */
  SAME_VISIT_ALLOWED,
  /** Of another visit only. */
  CROSS_VISIT,
  /** Of the other eye or side only. */
  CROSS_EYE,
  /** All: the gallery is another release. */
  EXTERNAL;

  /** The policy of that name, e.g. {@code cross-visit}; exit 2 for an unknown one. */
  public static GalleryPolicy named(String name) {
    for (GalleryPolicy policy : values()) {
      if (policy.label().equals(name)) {
        return policy;
      }
    }
    throw Refusal.usage(
        "there is no gallery policy '" + name + "'",
        "known policies: same-visit-allowed, cross-visit, cross-eye, external");
  }

  /** For people and options: {@code cross-visit}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the row says what this policy asks of it: its visit, or its eye. */
  public boolean judges(AuditRow row) {
    return switch (this) {
      case CROSS_VISIT -> row.visit().isPresent();
      case CROSS_EYE -> row.laterality().isPresent();
      case SAME_VISIT_ALLOWED, EXTERNAL -> true;
    };
  }

  /** Whether an image of the same patient may answer; the caller has ruled out the probe itself. */
  boolean allows(Marks probes, int probe, Marks gallery, int mate) {
    return switch (this) {
      case CROSS_VISIT ->
          gallery.visit(mate) != Marks.UNKNOWN && probes.visit(probe) != gallery.visit(mate);
      case CROSS_EYE ->
          gallery.side(mate) != Marks.UNKNOWN && probes.side(probe) != gallery.side(mate);
      case SAME_VISIT_ALLOWED, EXTERNAL -> true;
    };
  }
}
