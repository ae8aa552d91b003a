package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.PatientBootstrap;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Refusal;

/** Rates of a search over the probes that have a mate; all on the same replicates. */
public final class Rates {
  private final Identification found;
  private final int[] mated;
  private final Map<Long, Integer> imagesOf = new HashMap<>();
  private final PatientBootstrap bootstrap;

  private Rates(Identification found, int[] mated, Resampling resampling) {
    this.found = found;
    this.mated = mated;
    long[] keys = IntStream.of(mated).mapToLong(found::patient).toArray();
    for (long key : keys) {
      imagesOf.merge(key, 1, Integer::sum);
    }
    this.bootstrap = PatientBootstrap.ofKeys(keys, resampling);
  }

  /**
   * @throws Refusal exit 65 if no probe has a mate
   */
  public static Rates of(Identification found, Resampling resampling) {
    int[] mated = IntStream.range(0, found.probes()).filter(i -> found.mates(i).mated()).toArray();
    if (mated.length == 0) {
      throw Refusal.badData(
          "No probe has an image of its own patient that the policy allows.",
          "The policy needs patients with two visits, or with two eyes.");
    }
    return new Rates(found, mated, resampling);
  }

  /** Probes that have a mate. */
  public int probes() {
    return mated.length;
  }

  /** Their patients. */
  public int patients() {
    return imagesOf.size();
  }

  /** Images among whose first k stands a mate, over all. */
  public RatePoint success(int k) {
    return point(i -> found.hit(i, k), i -> guess(found.others(i), i, k), found.gallery());
  }

  /** The same where every patient counts once, however many images it has. */
  public RatePoint patientLevel(int k) {
    Estimate rate =
        bootstrap.ratio(values(i -> found.hit(i, k) / images(i)), values(i -> 1.0 / images(i)));
    double chance = 0;
    for (int i : mated) {
      chance += guess(found.others(i), i, k) / images(i) / patients();
    }
    return new RatePoint(rate, chance, mated.length, found.gallery());
  }

  /**
   * Success at 1 in smaller galleries, drawn at random from this one with the mates left in; exact,
   * by counting.
   *
   * @param sizes images; those beyond the gallery are left out
   */
  public List<RatePoint> bySize(int... sizes) {
    List<RatePoint> points = new ArrayList<>();
    for (int size : sizes) {
      if (size <= found.gallery()) {
        points.add(
            point(i -> reduced(i, others(i, size)), i -> guess(others(i, size), i, 1), size));
      }
    }
    return points;
  }

  private int others(int i, int size) {
    return Math.min(found.others(i), Math.max(0, size - found.mates(i).scores().length));
  }

  private double reduced(int i, int drawn) {
    Hit.Others others = new Hit.Others(found.others(i), found.above(i), found.tied(i));
    return Hit.first(others, drawn, found.mates(i).tied());
  }

  /**
   * Galleries of like patients (same sex, age band, ethnicity), against random galleries of the
   * same size. If demographics do the work, likes are harder to tell apart. Empty where no group is
   * known.
   */
  public Optional<Alike> alike() {
    boolean known = IntStream.of(mated).anyMatch(i -> found.othersAlike(i) > 0);
    if (!known) {
      return Optional.empty();
    }
    double[] counts = values(i -> found.othersAlike(i) > 0 ? 1 : 0);
    double[] matched = values(this::matched);
    double[] random = values(i -> found.othersAlike(i) > 0 ? reduced(i, found.othersAlike(i)) : 0);
    double[] difference = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      difference[i] = matched[i] - random[i];
    }
    double size = 0;
    for (int i : mated) {
      size += found.othersAlike(i);
    }
    return Optional.of(
        new Alike(
            bootstrap.ratio(matched, counts),
            bootstrap.ratio(random, counts),
            bootstrap.ratio(difference, counts),
            size / java.util.Arrays.stream(counts).sum()));
  }

  private double matched(int i) {
    int others = found.othersAlike(i);
    return others == 0
        ? 0
        : Hit.among(1, found.aboveAlike(i), found.tiedAlike(i), found.mates(i).tied());
  }

  /**
   * Like patients against random ones.
   *
   * @param matched success at 1 among like patients
   * @param random success at 1 among as many random patients' images
   * @param difference matched − random, paired
   * @param size mean number of other patients' images in these galleries
   */
  public record Alike(Estimate matched, Estimate random, Estimate difference, double size) {}

  private RatePoint point(IntToDoubleFunction hit, IntToDoubleFunction guess, int gallery) {
    double chance = 0;
    for (int i : mated) {
      chance += guess.applyAsDouble(i) / mated.length;
    }
    return new RatePoint(bootstrap.mean(values(hit)), chance, mated.length, gallery);
  }

  private double guess(int others, int i, int k) {
    int own = found.mates(i).scores().length;
    return 1 - Chance.none((long) others + own, own, k);
  }

  private int images(int i) {
    return imagesOf.get(found.patient(i));
  }

  private double[] values(IntToDoubleFunction of) {
    return IntStream.of(mated).mapToDouble(of).toArray();
  }
}
