package org.medveil.audits.reidentification;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

/**
 * Pairs so alike that finding one by the other says nothing about the patient: the same picture
 * stored twice, or exposures of one moment. Only pairs of one patient are asked about; another
 * patient's near-identical image stays in the gallery and misleads the attacker as it would.
 */
public sealed interface NearDuplicates extends Serializable {
  /** No pair. */
  NearDuplicates NONE = new None();

  /** Whether probe and mate are near-duplicates. */
  boolean near(Searched probes, int probe, Searched gallery, int mate);

  /** For people. */
  String id();

  /** The same rule for these vectors: some need to know their centre. */
  default NearDuplicates around(AuditRows rows) {
    return this;
  }

  /** Pairs are never near. */
  record None() implements NearDuplicates {
    @Override
    public boolean near(Searched probes, int probe, Searched gallery, int mate) {
      return false;
    }

    @Override
    public String id() {
      return "no filter";
    }
  }

  /**
   * By the vectors alone, where there are no pixels.
   *
   * @param above cosine of the vectors less their centre, in (0, 1]
   * @param centre a mean of vectors, or empty for 0: many encoders give vectors that all point the
   *     same way, and then every pair has a high cosine
   */
  record ByCosine(double above, List<Float> centre) implements NearDuplicates {
    /** Refuses a threshold that is none; exit 2. */
    public ByCosine {
      if (!(above > 0 && above <= 1)) {
        throw Refusal.usage(
            "a cosine of near-duplicates lies above 0 and at most at 1", "Use 0.995, for example.");
      }
      centre = List.copyOf(centre);
    }

    /** Of vectors as they are. */
    public ByCosine(double above) {
      this(above, List.of());
    }

    @Override
    public boolean near(Searched probes, int probe, Searched gallery, int mate) {
      return probes.originals().at(probe, centre).cosine(gallery.originals().at(mate, centre))
          > above;
    }

    @Override
    public NearDuplicates around(AuditRows rows) {
      double[] sums = new double[rows.dimension()];
      for (AuditRow row : rows.all()) {
        float[] vector = row.vector();
        for (int i = 0; i < sums.length; i++) {
          sums[i] += vector[i];
        }
      }
      return new ByCosine(
          above, Arrays.stream(sums).mapToObj(sum -> (float) (sum / rows.size())).toList());
    }

    @Override
    public String id() {
      return "cosine of the centred vectors > " + above;
    }
  }

  /**
   * By the pixels: either test suffices. Images without a print are never near.
   *
   * @param hamming most bits in which the perceptual hashes differ, 0 … 64
   * @param correlation of the pixels, in (0, 1]
   */
  record ByPixels(int hamming, double correlation) implements NearDuplicates {
    /** Refuses thresholds that are none; exit 2. */
    public ByPixels {
      if (hamming < 0 || hamming > 64 || !(correlation > 0 && correlation <= 1)) {
        throw Refusal.usage(
            "near-duplicates differ in 0 to 64 bits and correlate above 0 and at most 1",
            "Use 4 bits and 0.95, for example.");
      }
    }

    @Override
    public boolean near(Searched probes, int probe, Searched gallery, int mate) {
      PixelPrint one = probes.print(probe);
      PixelPrint other = gallery.print(mate);
      return one != null
          && other != null
          && (one.distance(other) <= hamming || one.correlation(other) > correlation);
    }

    @Override
    public String id() {
      return "perceptual hash within " + hamming + " bits or pixel correlation > " + correlation;
    }
  }
}
