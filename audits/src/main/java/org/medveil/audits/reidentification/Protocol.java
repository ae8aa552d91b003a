package org.medveil.audits.reidentification;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

/**
 * Who is asked for among whom.
 *
 * @param rule which images of the same patient count as found
 * @param prints of images, by instance; may be empty
 * @param search where it is computed
 */
public record Protocol(MateRule rule, Map<String, PixelPrint> prints, GallerySearch search) {
  /** Copies the prints. */
  public Protocol {
    prints = Map.copyOf(prints);
  }

  /** By vectors alone, on this machine, with 200,000 pairs kept. */
  public static Protocol of(GalleryPolicy policy, long seed) {
    return new Protocol(MateRule.of(policy), Map.of(), GallerySearch.here(200_000, seed));
  }

  /** The same under another rule. */
  public Protocol with(MateRule other) {
    return new Protocol(other, prints, search);
  }

  /** Every image is a probe in turn, the others are its gallery. */
  public Identification within(AuditRows rows, Comparison by) {
    if (rule.policy() == GalleryPolicy.EXTERNAL) {
      throw Refusal.usage(
          "The policy external asks for a gallery of its own.", "Name it with --gallery.");
    }
    List<AuditRow> judged = rows.all().stream().filter(rule.policy()::judges).toList();
    if (judged.isEmpty()) {
      throw Refusal.badData(
          "No row says what the policy " + rule.policy().label() + " asks of it.",
          "cross-visit needs the visit, cross-eye the laterality.");
    }
    return search.search(
        Searched.probes(judged, by, prints), Searched.gallery(rows.all(), by, prints), rule);
  }

  /**
   * Probes in a gallery of other images.
   *
   * @throws Refusal exit 65 if an image is both
   */
  public Identification between(AuditRows probes, AuditRows gallery, Comparison by) {
    Set<String> held = gallery.all().stream().map(AuditRow::instance).collect(Collectors.toSet());
    if (probes.all().stream().anyMatch(row -> held.contains(row.instance()))) {
      throw Refusal.badData(
          "A probe stands in its own gallery: it would find itself.",
          "Give a gallery of other images, or audit one set under another policy.");
    }
    return search.search(
        Searched.probes(probes.all(), by, prints),
        Searched.gallery(gallery.all(), by, prints),
        rule);
  }
}
