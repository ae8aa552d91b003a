package org.medveil.jobs.minimize;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * One frame of a catalogued object on its way to becoming an image, with the optional cells the
 * agreement grants already filled in or null.
 *
 * @param frameIndex from 0
 * @param burnedIn DICOM BurnedInAnnotation, null when absent
 * @param originalLaterality for mirroring; not written unless granted
 */
record Candidate(
    String instanceKey,
    int frameIndex,
    String subjectKey,
    String sourceUri,
    String sourceSha256,
    String originalModality,
    String originalLaterality,
    String burnedIn,
    String laterality,
    Integer visitIndex,
    Integer daysSinceFirstVisit,
    String modality,
    String sex,
    String ageBand,
    Integer label)
    implements Serializable {

  static Candidate fromRow(Row row) {
    return new Candidate(
        row.getAs("instance_key"),
        row.getAs("frame_index"),
        row.getAs("subject_key"),
        row.getAs("source_uri"),
        row.getAs("source_sha256"),
        row.getAs("original_modality"),
        row.getAs("original_laterality"),
        row.getAs("burned_in_annotation"),
        row.getAs("laterality"),
        row.getAs("visit_index"),
        row.getAs("days_since_first_visit"),
        row.getAs("modality"),
        row.getAs("sex"),
        row.getAs("age_band"),
        row.getAs("label"));
  }
}
