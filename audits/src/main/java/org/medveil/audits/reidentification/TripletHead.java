package org.medveil.audits.reidentification;

import org.medveil.audits.AuditRows;

/**
 * A small network on top of LDA's directions: z + B tanh(A z + a), compared by cosine. It starts as
 * LDA and learns that images of one patient lie closer than images of two (supervised contrastive
 * loss over batches of patients, Khosla et al. 2020; with all pairs of a batch as triplets).
 */
public final class TripletHead implements Comparison {
  private static final long serialVersionUID = 1;

  private final Comparison directions;
  private final HeadWeights weights;

  private TripletHead(Comparison directions, HeadWeights weights) {
    this.directions = directions;
    this.weights = weights;
  }

  /** As {@link Lda#fit}; the seed decides start and batches. */
  public static Comparison fit(AuditRows rows, TrainingSettings settings) {
    Comparison lda = Lda.fit(rows, settings);
    float[] mapped = lda.probes(rows.matrix(), rows.size());
    return new TripletHead(
        lda, HeadTraining.run(mapped, lda.width(), rows.patientOfRow(), settings.seed()));
  }

  @Override
  public String id() {
    return "triplet";
  }

  @Override
  public int width() {
    return directions.width();
  }

  @Override
  public float[] probes(float[] rows, int count) {
    return weights.embedded(directions.probes(rows, count), count);
  }

  @Override
  public float[] gallery(float[] rows, int count) {
    return weights.embedded(directions.gallery(rows, count), count);
  }
}
