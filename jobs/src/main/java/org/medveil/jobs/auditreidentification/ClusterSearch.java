package org.medveil.jobs.auditreidentification;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.medveil.audits.reidentification.GalleryBlock;
import org.medveil.audits.reidentification.GalleryScan;
import org.medveil.audits.reidentification.GallerySearch;
import org.medveil.audits.reidentification.Identification;
import org.medveil.audits.reidentification.MateRule;
import org.medveil.audits.reidentification.MateScores;
import org.medveil.audits.reidentification.MateSearch;
import org.medveil.audits.reidentification.ProbeBlock;
import org.medveil.audits.reidentification.ScanSettings;
import org.medveil.audits.reidentification.Searched;
import org.medveil.audits.reidentification.SearchedPart;
import org.medveil.audits.reidentification.Tally;

/**
 * Searches on the cluster: the gallery goes out in blocks, one broadcast after another; every task
 * holds a block of probes and keeps counts and a bounded list for each. Small searches stay at the
 * driver, where a task would cost more than the product.
 *
 * @param spark the cluster
 * @param settings which scores to keep and how large blocks are
 */
public record ClusterSearch(JavaSparkContext spark, Settings settings) implements GallerySearch {
  /**
   * How a search is cut.
   *
   * @param pairs scores of different patients to keep
   * @param seed of their choice
   * @param galleryFloats of a broadcast, at least 1
   * @param smallProducts probes × gallery × width up to which the driver searches itself
   */
  public record Settings(long pairs, long seed, long galleryFloats, long smallProducts) {
    /** 256 MB a broadcast; up to 4·10⁹ multiplications, about a second, at the driver. */
    public static Settings seeded(long seed) {
      return new Settings(50_000, seed, 1L << 26, 4_000_000_000L);
    }
  }

  private static final int PROBES = 1024;

  @Override
  public Identification search(Searched probes, Searched gallery, MateRule rule) {
    ScanSettings scan =
        ScanSettings.keeping(settings.pairs, probes.size(), gallery.size(), settings.seed);
    long width = width(probes);
    if (probes.size() * (long) gallery.size() * width <= settings.smallProducts) {
      return Identification.of(probes, gallery, rule, scan);
    }
    MateScores[] mates = new MateSearch(probes, gallery, rule).run();
    List<ProbeBlock> blocks = new ArrayList<>();
    for (int first = 0; first < probes.size(); first += PROBES) {
      blocks.add(ProbeBlock.of(probes, mates, first, PROBES));
    }
    JavaRDD<ProbeBlock> spread =
        spark.parallelize(blocks, blocks.size()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<Tally> sums = null;
      int size = (int) Math.max(1, settings.galleryFloats / width);
      for (int first = 0; first < gallery.size(); first += size) {
        List<Tally> part = scanned(spread, GalleryBlock.of(gallery, first, size), scan);
        sums = sums == null ? part : added(sums, part);
      }
      return Identification.of(new SearchedPart(probes.marks(), gallery.marks(), mates, sums));
    } finally {
      spread.unpersist();
    }
  }

  private static long width(Searched probes) {
    return probes.floats() / probes.size();
  }

  private List<Tally> scanned(JavaRDD<ProbeBlock> probes, GalleryBlock gallery, ScanSettings scan) {
    Broadcast<GalleryBlock> everywhere = spark.broadcast(gallery);
    try {
      return probes.map(block -> GalleryScan.of(block, everywhere.value(), scan)).collect();
    } finally {
      everywhere.destroy();
    }
  }

  private static List<Tally> added(List<Tally> sums, List<Tally> part) {
    List<Tally> out = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      out.add(sums.get(i).plus(part.get(i)));
    }
    return out;
  }
}
