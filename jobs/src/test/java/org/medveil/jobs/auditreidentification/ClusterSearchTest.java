package org.medveil.jobs.auditreidentification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.audits.AuditRows;
import org.medveil.audits.reidentification.Cosine;
import org.medveil.audits.reidentification.GalleryPolicy;
import org.medveil.audits.reidentification.GallerySearch;
import org.medveil.audits.reidentification.Identification;
import org.medveil.audits.reidentification.MateRule;
import org.medveil.audits.reidentification.Protocol;
import org.medveil.audits.simulated.CohortDesign;
import org.medveil.audits.simulated.EmbeddingCohort;
import org.medveil.testkit.LocalSpark;

/** The cluster finds what one machine finds, however the gallery is cut. */
@ExtendWith(LocalSpark.class)
class ClusterSearchTest {
  @Test
  void blocksChangeNothing() {
    AuditRows rows = EmbeddingCohort.rows(CohortDesign.of(80, 3));
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    int floats = 256 * 333;
    Identification cluster =
        found(rows, new ClusterSearch(spark, new ClusterSearch.Settings(20_000, 5, floats, 0)));
    Identification here = found(rows, GallerySearch.here(20_000, 5));
    assertEquals(here.probes(), cluster.probes());
    for (int i = 0; i < here.probes(); i++) {
      assertEquals(here.above(i), cluster.above(i));
      assertEquals(here.nearestOther(i), cluster.nearestOther(i));
      for (int k = 0; k < 10; k++) {
        assertEquals(here.other(i, k), cluster.other(i, k));
      }
    }
  }

  private static Identification found(AuditRows rows, GallerySearch search) {
    return new Protocol(MateRule.of(GalleryPolicy.CROSS_VISIT), Map.of(), search)
        .within(rows, new Cosine(rows.dimension()));
  }
}
