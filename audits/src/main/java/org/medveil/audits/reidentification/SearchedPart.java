package org.medveil.audits.reidentification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Probes that were searched in one gallery. */
public final class SearchedPart {
  private final Marks probes;
  private final MateScores[] mates;
  private final List<Tally> tallies;
  private final int block;
  private final int gallery;
  private final Map<Integer, Integer> groups = new HashMap<>();

  /**
   * @param probes of all probes
   * @param gallery of the whole gallery
   * @param mates of all probes
   * @param tallies of all probes over the whole gallery, in blocks of equal size but the last
   */
  public SearchedPart(Marks probes, Marks gallery, MateScores[] mates, List<Tally> tallies) {
    this.probes = probes;
    this.mates = mates.clone();
    this.tallies = List.copyOf(tallies);
    this.block = tallies.get(0).size();
    this.gallery = gallery.size();
    if (tallies.stream().mapToInt(Tally::size).sum() != mates.length
        || probes.size() != mates.length) {
      throw new IllegalArgumentException("one tally for each probe");
    }
    for (int i = 0; i < gallery.size(); i++) {
      groups.merge(gallery.group(i), 1, Integer::sum);
    }
  }

  int size() {
    return mates.length;
  }

  Marks probes() {
    return probes;
  }

  int gallery() {
    return gallery;
  }

  MateScores mates(int probe) {
    return mates[probe];
  }

  int groupSize(int group) {
    return groups.getOrDefault(group, 0);
  }

  Tally tally(int probe) {
    return tallies.get(probe / block);
  }

  int inTally(int probe) {
    return probe % block;
  }
}
