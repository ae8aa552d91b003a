package org.medveil.jobs.disentangle;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Row;
import org.medveil.audits.erasure.EraserCard;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.jobs.audit.VectorOptions;
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine.Option;

/** Of whom the eraser is made, and whose vectors it is for. */
final class BasisChoice {
  @Option(
      names = "--basis",
      defaultValue = "patients",
      paramLabel = "NAME",
      description =
          "patients, or public: the vectors file is of a public data set. Only behind a public"
              + " eraser can a model be trained for release (default: ${DEFAULT-VALUE}).")
  private String basis;

  @Option(
      names = "--encoder-id",
      paramLabel = "ID",
      description = "With --vectors: id of the encoder that made them.")
  private String encoderId;

  @Option(
      names = "--encoder-sha256",
      paramLabel = "HEX",
      description = "With --vectors: its hash; without it the eraser can be applied to no encoder.")
  private String encoderSha256;

  /**
   * Whose vectors.
   *
   * @param id of the encoder
   * @param sha256 of the encoder
   */
  record Source(String id, String sha256) {}

  EraserCard.Basis basis(VectorOptions options) {
    if (basis.equals("patients")) {
      return EraserCard.Basis.PATIENTS;
    }
    if (!basis.equals("public")) {
      throw Refusal.usage("there is no basis '" + basis + "'", "known: patients, public");
    }
    if (options.vectors().isEmpty()) {
      throw Refusal.policy(
          "a warehouse holds patients; an eraser fitted on it is not public",
          "fit on a vectors file of a public data set, or leave --basis out");
    }
    return EraserCard.Basis.PUBLIC;
  }

  Source ofFile() {
    if ((encoderId == null) != (encoderSha256 == null)) {
      throw Refusal.usage("--encoder-id and --encoder-sha256 go together", "give both or none");
    }
    return encoderId == null
        ? new Source("vectors-file", EraserCard.NO_ENCODER)
        : new Source(encoderId, encoderSha256);
  }

  /** The one encoder of the agreement's embeddings that the options choose. */
  Source ofWarehouse(TableStore store, VectorOptions options) {
    if (encoderId != null || encoderSha256 != null) {
      throw Refusal.usage("--encoder-id is for --vectors", "a warehouse knows its encoders");
    }
    List<Row> encoders =
        store
            .read(Tables.EMBEDDINGS)
            .filter(col("policy_sha256").equalTo(options.permitted().sha256()))
            .select("encoder_id", "encoder_sha256")
            .distinct()
            .collectAsList();
    return encoders.stream()
        .filter(row -> options.encoder().map(row.getString(0)::equals).orElse(true))
        .map(row -> new Source(row.getString(0), row.getString(1)))
        .findFirst()
        .orElseThrow(() -> Refusal.badData("no embeddings of that encoder", "run encode first"));
  }
}
