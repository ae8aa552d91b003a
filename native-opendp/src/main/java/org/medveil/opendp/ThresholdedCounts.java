package org.medveil.opendp;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts whose keys are themselves private: noise on every count, and only those that reach a
 * threshold are named (Korolova, Kenthapadi, Mishra, Ntoulas 2009; Rogers 2023). A key that only
 * one patient has must not appear but with chance δ, which the loss holds.
 *
 * @param noise which noise
 * @param scale σ of the Gaussian, scale of the Laplace, in counts; above 0 and at most 2^56
 * @param threshold smallest noisy count that is named, at least 1
 */
public record ThresholdedCounts(CountNoise noise, double scale, long threshold) {
  /**
   * @throws NullPointerException without a noise
   * @throws IllegalArgumentException on a scale or a threshold out of range
   */
  public ThresholdedCounts {
    Objects.requireNonNull(noise, "noise");
    Checks.scale("scale", scale);
    if (threshold < 1) {
      throw new IllegalArgumentException("the threshold must be at least 1, not " + threshold);
    }
  }

  /**
   * The keys that reached the threshold with their noisy counts, in the order of the keys: the
   * order in which the data brought them would tell about the data.
   *
   * @param counts keys and how many patients have them, each at least 1: a key that nobody has must
   *     not be there. No key at all is fine, as whether there are any is private
   * @throws NullPointerException on null, a null key or a null count
   * @throws IllegalArgumentException on a count below 1
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public SortedMap<String, Long> release(Map<String, Long> counts) {
    SortedMap<String, Long> sorted = new TreeMap<>(counts);
    String[] keys = sorted.keySet().toArray(new String[0]);
    long[] values = sorted.values().stream().mapToLong(Long::longValue).toArray();
    for (long value : values) {
      if (value < 1) {
        throw new IllegalArgumentException("every count must be at least 1");
      }
    }
    NativeLibrary.loaded();
    boolean gaussian = noise == CountNoise.GAUSSIAN;
    long[] kept = ThresholdNatives.kept(values, scale, threshold, gaussian);
    if (kept == null || kept.length % 2 != 0) {
      throw new OpenDpException("Jni", "no counts came back, and no reason");
    }
    SortedMap<String, Long> released = new TreeMap<>();
    for (int i = 0; i < kept.length; i += 2) {
      released.put(keys[Math.toIntExact(kept[i])], kept[i + 1]);
    }
    return released;
  }

  /**
   * OpenDP's privacy map, asked for the threshold one below: OpenDP 0.16.0 gives the chance to
   * exceed the threshold as δ but names a count that equals it (opendp/opendp#2922).
   *
   * @param contribution what one patient can change; its most must be below the threshold
   * @throws IllegalArgumentException where one patient can bring a key to the threshold
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public PrivacyLoss loss(Contribution contribution) {
    int entries = contribution.entries();
    long most = contribution.most();
    if (entries > 0 && most >= threshold) {
      throw new IllegalArgumentException(
          "the threshold must be above what one patient brings, " + most + ", not " + threshold);
    }
    NativeLibrary.loaded();
    return PrivacyLoss.of(
        noise.divergence(),
        switch (noise) {
          case GAUSSIAN -> ThresholdNatives.gaussianLoss(scale, threshold, entries, most);
          case LAPLACE -> ThresholdNatives.laplaceLoss(scale, threshold, entries, most);
        });
  }
}
