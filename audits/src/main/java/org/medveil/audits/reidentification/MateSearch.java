package org.medveil.audits.reidentification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.medveil.contracts.Refusal;

/** Finds every probe's own patient in the gallery; a few products for each patient. */
public final class MateSearch {
  private final Searched probes;
  private final Searched gallery;
  private final MateRule rule;

  /**
   * @param probes mapped as probes
   * @param gallery mapped as gallery
   * @param rule which images of the same patient count as found
   */
  public MateSearch(Searched probes, Searched gallery, MateRule rule) {
    this.probes = probes;
    this.gallery = gallery;
    this.rule = rule;
  }

  /**
   * One record for each probe, in their order.
   *
   * @throws Refusal exit 65 if the gallery is another release and holds a probe itself
   */
  public MateScores[] run() {
    Map<Long, int[]> places = byPatient(gallery.marks());
    MateScores[] found = new MateScores[probes.size()];
    int most = places.values().stream().mapToInt(own -> own.length).max().orElse(1);
    try (BlockProduct product = new BlockProduct(probes.width(), 1, most)) {
      float[] own = new float[Math.multiplyExact(most, gallery.width())];
      for (Map.Entry<Long, int[]> patient : byPatient(probes.marks()).entrySet()) {
        int[] images = places.getOrDefault(patient.getKey(), new int[0]);
        if (images.length > 0) {
          for (int i = 0; i < images.length; i++) {
            System.arraycopy(
                gallery.mapped(),
                images[i] * gallery.width(),
                own,
                i * gallery.width(),
                gallery.width());
          }
          product.gallery(own, 0, images.length);
        }
        for (int probe : patient.getValue()) {
          found[probe] = mates(probe, images, product);
        }
      }
    }
    return found;
  }

  private MateScores mates(int probe, int[] images, BlockProduct product) {
    float[] scores = new float[images.length];
    int[] kept = new int[images.length];
    int allowed = 0;
    int alike = 0;
    float[] all =
        images.length == 0 ? scores : product.scores(probes.mapped(), probe * probes.width(), 1);
    for (int i = 0; i < images.length; i++) {
      if (rule.policy() == GalleryPolicy.EXTERNAL
          && probes.marks().image(probe) == gallery.marks().image(images[i])) {
        throw Refusal.badData(
            "A probe stands in its own gallery: it would find itself.",
            "Give a gallery of other images, or audit one set under another policy.");
      }
      alike += probes.marks().group(probe) == gallery.marks().group(images[i]) ? 1 : 0;
      if (rule.allows(probes, probe, gallery, images[i])) {
        scores[allowed] = all[i];
        kept[allowed++] = images[i];
      }
    }
    return new MateScores(
        Arrays.copyOf(scores, allowed), Arrays.copyOf(kept, allowed), images.length, alike);
  }

  private static Map<Long, int[]> byPatient(Marks marks) {
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 0; i < marks.size(); i++) {
      counts.merge(marks.patient(i), 1, Integer::sum);
    }
    Map<Long, int[]> places = new HashMap<>();
    Map<Long, Integer> filled = new HashMap<>();
    for (int i = 0; i < marks.size(); i++) {
      long patient = marks.patient(i);
      int at = filled.merge(patient, 1, Integer::sum) - 1;
      places.computeIfAbsent(patient, p -> new int[counts.get(p)])[at] = i;
    }
    return places;
  }
}
