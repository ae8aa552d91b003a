package org.medveil.audits.reidentification;

/** Searches probes in a gallery: on this machine, or on a cluster, with the same result. */
public interface GallerySearch {
  /**
   * @param probes mapped as probes
   * @param gallery mapped as gallery
   * @param rule which images of the same patient count as found
   */
  Identification search(Searched probes, Searched gallery, MateRule rule);

  /**
   * On this machine.
   *
   * @param pairs scores of different patients to keep, for verification
   * @param seed of their choice
   */
  static GallerySearch here(long pairs, long seed) {
    return (probes, gallery, rule) ->
        Identification.of(
            probes,
            gallery,
            rule,
            ScanSettings.keeping(pairs, probes.size(), gallery.size(), seed));
  }
}
