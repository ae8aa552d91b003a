package org.medveil.jobs.auditfairness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.medveil.audits.AuditRow;
import org.medveil.audits.fairness.ScoredRow;
import org.medveil.audits.fairness.ScoredRows;
import org.medveil.contracts.Refusal;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.audit.AuditInput;
import org.medveil.jobs.audit.AuditVectors;
import org.medveil.jobs.audit.VectorOptions;
import org.medveil.jobs.cohort.LabelledVectors;
import org.medveil.jobs.exchange.GlobalModel;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.Classifier;
import org.medveil.learning.FeatureScaling;
import org.medveil.learning.NonPrivateBaseline;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

/**
 * Global models of the exchange, scored on a hold-out's embeddings.
 *
 * @param spark session
 * @param vectors the hold-out
 * @param settings which models, and how features are scaled
 */
record ExchangeModels(SparkSession spark, VectorOptions vectors, Settings settings) {
  /**
   * What the caller asked.
   *
   * @param exchange folder
   * @param rounds to score, at least one
   * @param consortiumKey public key that signed them
   * @param scaling the models were trained with
   * @param pooled warehouses of a model without privacy; empty for none
   */
  record Settings(
      String exchange,
      List<Integer> rounds,
      Path consortiumKey,
      String scaling,
      List<String> pooled) {}

  Scored scored(GroupColumns by) {
    DataUseAgreement granted = vectors.permitted();
    AuditVectors holdout = AuditInput.read(spark, vectors);
    Encoder encoder = encoder(granted, holdout.encoderSha256());
    int channels = granted.grayscale() ? 1 : 3;
    int size = granted.resolution();
    FeatureScaling scaling =
        FeatureScaling.named(settings.scaling(), encoder, size, size, channels);
    List<AuditRow> labelled =
        holdout.inMemory().all().stream().filter(row -> row.label().isPresent()).toList();
    float[][] features =
        labelled.stream().map(row -> scaling.apply(row.vector())).toArray(float[][]::new);
    Folders folders = Folders.at(settings.exchange(), spark.sparkContext().hadoopConfiguration());
    VerifyingKey key = VerifyingKey.read(settings.consortiumKey());
    Map<String, Long> left = new TreeMap<>(holdout.rejected());
    if (holdout.used() > labelled.size()) {
      left.put("no label", holdout.used() - labelled.size());
    }
    Map<String, String> hashes = new TreeMap<>();
    hashes.put("embeddings", holdout.subjectSha256());
    LinkedHashMap<String, ScoredRows> byRound = new LinkedHashMap<>();
    float[] reference = null;
    String subject = holdout.subjectSha256();
    for (int round : settings.rounds()) {
      GlobalModel model = GlobalModel.read(folders, round, key);
      if (reference == null && !settings.pooled().isEmpty()) {
        reference = pooled(model, granted, encoder, scaling).scores(features);
      }
      float[] scores = new Classifier(model.spec(), model.parameters()).scores(features);
      byRound.put("" + round, new ScoredRows(rows(labelled, scores, reference, by)));
      subject = sha256(model.parameters());
      hashes.put("global model of round " + round, subject);
    }
    return new Scored(byRound, left, subject, hashes);
  }

  private Classifier pooled(
      GlobalModel like, DataUseAgreement granted, Encoder encoder, FeatureScaling scaling) {
    List<PatientExamples> patients = new ArrayList<>();
    for (String warehouse : settings.pooled()) {
      TableStore store = TableStore.open(spark, warehouse);
      patients.addAll(
          LabelledVectors.patients(
                  LabelledVectors.select(store, granted.sha256(), encoder), scaling)
              .collect());
    }
    patients.sort(java.util.Comparator.comparing(PatientExamples::subjectKey));
    return NonPrivateBaseline.train(
        like.spec(), patients, new OptimizerSettings("nesterovs", 8, 0.9, "none"), 400);
  }

  private static List<ScoredRow> rows(
      List<AuditRow> labelled, float[] scores, float[] reference, GroupColumns by) {
    List<ScoredRow> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      AuditRow row = labelled.get(i);
      rows.add(
          new ScoredRow(
              row.subject(),
              row.label().orElseThrow().equals("1"),
              scores[i],
              reference == null ? OptionalDouble.empty() : OptionalDouble.of(reference[i]),
              by.of(row)));
    }
    return rows;
  }

  /** The encoder that made the vectors: scaling may depend on it. */
  private static Encoder encoder(DataUseAgreement granted, String sha256) {
    int channels = granted.grayscale() ? 1 : 3;
    int size = granted.resolution();
    for (String name : Encoders.names()) {
      try {
        Encoder one = Encoders.named(name, new EncoderSettings(size, size, channels, null));
        if (one.sha256().equals(sha256)) {
          return one;
        }
      } catch (Refusal needsCardOrOtherShape) {
        // Not the one that made these vectors.
        continue;
      }
    }
    throw Refusal.usage(
        "the encoder of the embeddings is not known here",
        "score the images elsewhere and audit them by --scores");
  }

  private static String sha256(float[] parameters) {
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(parameters.length * Float.BYTES);
    for (float value : parameters) {
      bytes.putFloat(value);
    }
    return Locations.sha256(bytes.array());
  }
}
