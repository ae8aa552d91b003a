package org.medveil.audits.reidentification;

import java.util.Arrays;
import org.medveil.audits.statistics.PatientWeights;

/**
 * Compares a block of probes with a block of the gallery: a product, then counts and a bounded list
 * for each probe. Nothing of size probes × gallery is kept.
 */
public final class GalleryScan {
  private static final int PROBES = 64;
  private static final int GALLERY = 2048;

  private final ProbeBlock probes;
  private final GalleryBlock gallery;
  private final ScanSettings settings;

  private GalleryScan(ProbeBlock probes, GalleryBlock gallery, ScanSettings settings) {
    this.probes = probes;
    this.gallery = gallery;
    this.settings = settings;
  }

  /** The tally of these probes over this part of the gallery. */
  public static Tally of(ProbeBlock probes, GalleryBlock gallery, ScanSettings settings) {
    return new GalleryScan(probes, gallery, settings).run();
  }

  private Tally run() {
    Tally tally = new Tally(probes.size(), settings.nearest());
    float[][] sample = new float[probes.size()][gallery.size() / settings.stride() + 2];
    int[] kept = new int[probes.size()];
    int width = probes.width();
    try (BlockProduct product = new BlockProduct(width, PROBES, GALLERY)) {
      for (int column = 0; column < gallery.size(); column += GALLERY) {
        int columns = Math.min(GALLERY, gallery.size() - column);
        product.gallery(gallery.mapped(), column * width, columns);
        for (int row = 0; row < probes.size(); row += PROBES) {
          int rows = Math.min(PROBES, probes.size() - row);
          float[] scores = product.scores(probes.mapped(), row * width, rows);
          for (int i = 0; i < rows; i++) {
            Line line = new Line(scores, i * columns, columns, column);
            count(row + i, line, tally);
            kept[row + i] = sample(row + i, line, sample[row + i], kept[row + i]);
          }
        }
      }
    }
    for (int i = 0; i < probes.size(); i++) {
      tally.keep(i, Arrays.copyOf(sample[i], kept[i]));
    }
    return tally;
  }

  /** Scores of one probe with gallery places from {@code column}. */
  private record Line(float[] scores, int at, int columns, int column) {}

  private void count(int probe, Line line, Tally tally) {
    long patient = probes.patient(probe);
    int group = probes.group(probe);
    // Without a mate nothing is above it, and only the neighbours matter.
    float best =
        probes.best(probe) == Float.NEGATIVE_INFINITY
            ? Float.POSITIVE_INFINITY
            : probes.best(probe);
    float floor = Math.min(best, tally.lowest(probe));
    float[] scores = line.scores;
    for (int j = 0; j < line.columns; j++) {
      float score = scores[line.at + j];
      if (score < floor) {
        continue;
      }
      int place = line.column + j;
      if (gallery.patient(place) == patient) {
        continue;
      }
      boolean alike = group != Marks.UNKNOWN && gallery.group(place) == group;
      if (score > best) {
        tally.countAbove(probe, alike);
      } else if (score == best) {
        tally.countTied(probe, alike);
      }
      if (score >= tally.lowest(probe)) {
        tally.offer(probe, score, gallery.first() + place);
        floor = Math.min(best, tally.lowest(probe));
      }
    }
  }

  /** Takes places by the whole gallery's numbering, so that blocks do not change the sample. */
  private int sample(int probe, Line line, float[] into, int kept) {
    long start = PatientWeights.key(settings.seed() + "/" + (probes.first() + probe));
    int offset = (int) Math.floorMod(start, (long) settings.stride());
    int from = gallery.first() + line.column;
    int j = Math.floorMod(offset - from, settings.stride());
    int count = kept;
    for (; j < line.columns; j += settings.stride()) {
      if (gallery.patient(line.column + j) != probes.patient(probe)) {
        into[count++] = line.scores[line.at + j];
      }
    }
    return count;
  }
}
