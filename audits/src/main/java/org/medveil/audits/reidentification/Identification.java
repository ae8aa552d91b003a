package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.List;

/**
 * What a search found for every probe: its mates, and how many images of other patients come before
 * them. Searches of different probes in different galleries can be put together.
 */
public final class Identification {
  private static final int PROBES = 4096;

  private final List<SearchedPart> parts;
  private final int[] partOf;
  private final int[] placeIn;

  private Identification(List<SearchedPart> parts) {
    this.parts = List.copyOf(parts);
    int probes = parts.stream().mapToInt(SearchedPart::size).sum();
    this.partOf = new int[probes];
    this.placeIn = new int[probes];
    int at = 0;
    for (int part = 0; part < parts.size(); part++) {
      for (int place = 0; place < parts.get(part).size(); place++) {
        partOf[at] = part;
        placeIn[at++] = place;
      }
    }
  }

  /**
   * Of searches done elsewhere.
   *
   * @param part of all probes over a whole gallery
   */
  public static Identification of(SearchedPart part) {
    return new Identification(List.of(part));
  }

  /** Searches here, without a cluster. */
  public static Identification of(
      Searched probes, Searched gallery, MateRule rule, ScanSettings settings) {
    MateScores[] mates = new MateSearch(probes, gallery, rule).run();
    GalleryBlock all = GalleryBlock.of(gallery, 0, gallery.size());
    List<Tally> tallies = new ArrayList<>();
    for (int first = 0; first < probes.size(); first += PROBES) {
      tallies.add(GalleryScan.of(ProbeBlock.of(probes, mates, first, PROBES), all, settings));
    }
    return of(new SearchedPart(probes.marks(), gallery.marks(), mates, tallies));
  }

  /** The probes of all, one after the other, each in the gallery in which it was searched. */
  public static Identification together(List<Identification> searches) {
    return new Identification(searches.stream().flatMap(one -> one.parts.stream()).toList());
  }

  /** Number of probes, mated or not. */
  public int probes() {
    return partOf.length;
  }

  /** Images in the gallery; the mean over probes if there were several galleries. */
  public int gallery() {
    double sum = 0;
    for (SearchedPart part : parts) {
      sum += (double) part.gallery() * part.size();
    }
    return (int) Math.round(sum / probes());
  }

  /** The patient's number. */
  public long patient(int probe) {
    return part(probe).probes().patient(placeIn[probe]);
  }

  /** The probe's own patient in the gallery. */
  public MateScores mates(int probe) {
    return part(probe).mates(placeIn[probe]);
  }

  /** Images of other patients in the gallery. */
  public int others(int probe) {
    return part(probe).gallery() - mates(probe).own();
  }

  /** Of these, the ones of the probe's group; 0 if its group is not known. */
  int othersAlike(int probe) {
    int group = part(probe).probes().group(placeIn[probe]);
    return group == Marks.UNKNOWN ? 0 : part(probe).groupSize(group) - mates(probe).ownAlike();
  }

  /** Images of other patients above the best mate. */
  public int above(int probe) {
    return tally(probe).above(inTally(probe));
  }

  /** Images of other patients that score as the best mate does. */
  public int tied(int probe) {
    return tally(probe).tied(inTally(probe));
  }

  int aboveAlike(int probe) {
    return tally(probe).aboveAlike(inTally(probe));
  }

  int tiedAlike(int probe) {
    return tally(probe).tiedAlike(inTally(probe));
  }

  /** Score of the nearest image of another patient; −∞ if there is none. */
  public float nearestOther(int probe) {
    return tally(probe).nearestOther(inTally(probe));
  }

  /** Place in the gallery of the k-th nearest image of another patient, from 0; −1 if none. */
  public int other(int probe, int k) {
    return tally(probe).place(inTally(probe), k);
  }

  float[] sample(int probe) {
    return tally(probe).sample(inTally(probe));
  }

  /**
   * That a mate is among the first k: 0 or 1, or a chance where images of other patients tie with
   * the best mate.
   */
  public double hit(int probe, int k) {
    return mates(probe).mated() ? Hit.among(k, above(probe), tied(probe), mates(probe).tied()) : 0;
  }

  private SearchedPart part(int probe) {
    return parts.get(partOf[probe]);
  }

  private Tally tally(int probe) {
    return part(probe).tally(placeIn[probe]);
  }

  private int inTally(int probe) {
    return part(probe).inTally(placeIn[probe]);
  }
}
