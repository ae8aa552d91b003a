package org.medveil.jobs.minimize;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.tables.MemberUri;
import scala.Tuple2;

/**
 * Candidates that are read in one go: the frames of one object, or members of one archive, which is
 * walked once for all of them. The members of a large archive are spread over several groups.
 */
final class SourceGroup {
  /** Candidates of one walk: few enough to balance tasks, many enough to pay for the walk. */
  private static final long WALK = 512;

  private static final String ARCHIVE = "archive ";

  private SourceGroup() {}

  static JavaRDD<List<Candidate>> of(
      JavaRDD<Candidate> candidates, Pseudonymizer pseudonyms, int partitions) {
    JavaPairRDD<String, Candidate> keyed =
        candidates.mapToPair(candidate -> new Tuple2<>(key(candidate, pseudonyms), candidate));
    Map<String, Long> large =
        Map.copyOf(
            keyed
                .filter(one -> one._1().startsWith(ARCHIVE))
                .mapValues(candidate -> 1L)
                .reduceByKey(Long::sum)
                .filter(counted -> counted._2() > WALK)
                .collectAsMap());
    return keyed
        .mapToPair(one -> new Tuple2<>(one._1() + part(one, large), one._2()))
        .repartitionAndSortWithinPartitions(new HashPartitioner(partitions))
        .mapPartitions(Neighbours::new);
  }

  /** Keyed: it lies in shuffle files, where the path of a source must not. */
  private static String key(Candidate candidate, Pseudonymizer pseudonyms) {
    return MemberUri.of(pseudonyms.decryptUri(candidate.sourceUri()))
        .map(member -> ARCHIVE + pseudonyms.source(member.archive()))
        .orElse("file " + candidate.instanceKey());
  }

  /** By instance, so that the frames of one object stay together. */
  private static String part(Tuple2<String, Candidate> one, Map<String, Long> large) {
    long parts = large.getOrDefault(one._1(), 1L) / WALK + 1;
    return " " + Math.floorMod(one._2().instanceKey().hashCode(), parts);
  }

  /** Rows of one key, which are neighbours, as one list. */
  private static final class Neighbours implements Iterator<List<Candidate>> {
    private final Iterator<Tuple2<String, Candidate>> rows;
    private Tuple2<String, Candidate> ahead;

    Neighbours(Iterator<Tuple2<String, Candidate>> rows) {
      this.rows = rows;
      step();
    }

    private void step() {
      ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public List<Candidate> next() {
      if (ahead == null) {
        throw new java.util.NoSuchElementException();
      }
      String key = ahead._1();
      List<Candidate> group = new ArrayList<>();
      while (ahead != null && ahead._1().equals(key)) {
        group.add(ahead._2());
        step();
      }
      return group;
    }
  }
}
