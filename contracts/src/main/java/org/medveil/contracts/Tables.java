package org.medveil.contracts;

import static org.medveil.contracts.Column.direct;
import static org.medveil.contracts.Column.optional;
import static org.medveil.contracts.Column.quasi;
import static org.medveil.contracts.Column.required;
import static org.medveil.contracts.ColumnType.BINARY;
import static org.medveil.contracts.ColumnType.DATE;
import static org.medveil.contracts.ColumnType.DOUBLE;
import static org.medveil.contracts.ColumnType.FLOAT_ARRAY;
import static org.medveil.contracts.ColumnType.INT;
import static org.medveil.contracts.ColumnType.STRING;
import static org.medveil.contracts.ColumnType.TIMESTAMP;

import java.util.List;

/** Every table of the house. Keys are keyed pseudonyms; {@code source_uri} is encrypted. */
public final class Tables {
  private Tables() {}

  /** The catalogue: one row per DICOM instance, header facts only. */
  public static final Table INSTANCES =
      new Table(
          "instances",
          Zone.RESTRICTED,
          List.of(
              required("instance_key", STRING),
              required("subject_key", STRING),
              required("study_key", STRING),
              required("series_key", STRING),
              optional("modality", STRING),
              required("sop_class_uid", STRING),
              required("transfer_syntax_uid", STRING),
              optional("rows", INT),
              optional("columns", INT),
              optional("frames", INT),
              optional("bits_stored", INT),
              optional("photometric_interpretation", STRING),
              optional("laterality", STRING),
              quasi("acquired_on", DATE),
              quasi("sex", STRING),
              quasi("age_years", INT),
              optional("manufacturer_model", STRING),
              optional("body_part", STRING),
              optional("burned_in_annotation", STRING),
              direct("source_uri", STRING),
              required("source_sha256", STRING),
              required("profile_id", STRING),
              required("ingested_at", TIMESTAMP)));

  /** What could not be used, and why; rows in = rows out + rejects. */
  public static final Table REJECTS =
      new Table(
          "rejects",
          Zone.RESTRICTED,
          List.of(
              direct("source_uri", STRING),
              optional("source_sha256", STRING),
              required("stage", STRING),
              required("reason", STRING),
              optional("detail", STRING),
              required("at", TIMESTAMP)));

  /** Pixels cut down to what the agreement's purpose needs: one row per frame that was chosen. */
  public static final Table IMAGES =
      new Table(
          "images",
          Zone.PSEUDONYMOUS,
          List.of(
              required("instance_key", STRING),
              required("frame_index", INT),
              required("subject_key", STRING),
              optional("laterality", STRING),
              optional("visit_index", INT),
              optional("days_since_first_visit", INT),
              optional("modality", STRING),
              quasi("sex", STRING),
              quasi("age_band", STRING),
              optional("label", INT),
              required("height", INT),
              required("width", INT),
              required("channels", INT),
              required("dtype", STRING),
              required("pixels", BINARY),
              required("pixel_sha256", STRING),
              required("agreement_id", STRING),
              required("policy_sha256", STRING)));

  /** One vector per image, told apart as the images are: by instance and frame. */
  public static final Table EMBEDDINGS =
      new Table(
          "embeddings",
          Zone.PSEUDONYMOUS,
          List.of(
              required("instance_key", STRING),
              required("frame_index", INT),
              required("subject_key", STRING),
              optional("visit_index", INT),
              optional("laterality", STRING),
              quasi("sex", STRING),
              quasi("age_band", STRING),
              optional("label", INT),
              required("encoder_id", STRING),
              required("encoder_sha256", STRING),
              required("dim", INT),
              required("vector", FLOAT_ARRAY),
              required("policy_sha256", STRING)));

  /** Labels from the hospital's clinical file, under the same pseudonyms. */
  public static final Table OUTCOMES =
      new Table(
          "outcomes",
          Zone.RESTRICTED,
          List.of(
              required("subject_key", STRING),
              optional("laterality", STRING),
              optional("instance_key", STRING),
              required("label", INT)));

  private static final List<Column> FINDING =
      List.of(
          required("audit", STRING),
          required("subject_of_audit_sha256", STRING),
          required("metric", STRING),
          optional("cohort_group", STRING),
          required("value", DOUBLE),
          optional("ci_low", DOUBLE),
          optional("ci_high", DOUBLE),
          optional("threshold", DOUBLE),
          required("verdict", STRING),
          required("evidence_sha256", STRING),
          required("at", TIMESTAMP));

  /** Noised figures that a budget was spent on. */
  public static final Table FINDINGS = new Table("findings", Zone.PROTECTED, FINDING);

  /** Exact figures of audits: not noised, so they stay in the house. */
  public static final Table AUDIT_FINDINGS =
      new Table("audit_findings", Zone.PSEUDONYMOUS, FINDING);

  /** All of them. */
  public static List<Table> all() {
    return List.of(INSTANCES, REJECTS, IMAGES, EMBEDDINGS, OUTCOMES, FINDINGS, AUDIT_FINDINGS);
  }
}
