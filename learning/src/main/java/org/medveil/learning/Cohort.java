package org.medveil.learning;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * The patients of one partition, decoded once into flat arrays. Patients stand in the order of the
 * unsigned hash of their pseudonym (ties by the pseudonym), so a bucket, which is a range of
 * hashes, is a range of patients. The order does not depend on how the patients were found.
 *
 * <p>Arrays are handed out uncopied, for speed; callers leave them alone.
 */
public final class Cohort implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] keys;
  private final long[] hashes;
  private final int[] first;
  private final int[] labels;
  private final float[] features;
  private final int width;
  private final double[] squaredNorms;

  private Cohort(List<Hashed> patients, int images, int width) {
    this.keys = new String[patients.size()];
    this.hashes = new long[keys.length];
    this.first = new int[keys.length + 1];
    this.labels = new int[images];
    this.features = new float[images * width];
    this.width = width;
    this.squaredNorms = new double[images];
    for (int p = 0; p < keys.length; p++) {
      PatientExamples patient = patients.get(p).patient;
      keys[p] = patient.subjectKey();
      hashes[p] = patients.get(p).hash;
      first[p + 1] = first[p] + patient.size();
      System.arraycopy(patient.labels(), 0, labels, first[p], patient.size());
      for (int i = 0; i < patient.size(); i++) {
        System.arraycopy(patient.features()[i], 0, features, (first[p] + i) * width, width);
        squaredNorms[first[p] + i] = squaredNorm(patient.features()[i]);
      }
    }
  }

  /**
   * Decodes patients.
   *
   * @param patients each patient once; may be empty
   * @throws Refusal exit 65 if vectors differ in length; exit 2 if all of them together have 2³¹
   *     numbers or more
   * @throws IllegalArgumentException if a patient is there twice: it would be clipped twice
   */
  public static Cohort of(List<PatientExamples> patients) {
    List<Hashed> sorted =
        patients.stream()
            .map(p -> new Hashed(hash(p.subjectKey()), p))
            .sorted(Hashed.ORDER)
            .toList();
    int width = sorted.isEmpty() ? 0 : sorted.get(0).patient.features()[0].length;
    long images = 0;
    for (int p = 0; p < sorted.size(); p++) {
      PatientExamples patient = sorted.get(p).patient;
      if (p > 0 && patient.subjectKey().equals(sorted.get(p - 1).patient.subjectKey())) {
        throw new IllegalArgumentException("a patient is in the cohort twice");
      }
      if (patient.features()[0].length != width) {
        throw Refusal.badData(
            "vectors of different lengths are in one cohort", "encode all images by one encoder");
      }
      images += patient.size();
    }
    if (images * Math.max(1, width) > Integer.MAX_VALUE - 8) {
      throw Refusal.usage(
          "a partition holds more than 2^31 numbers", "use more partitions: more task slots");
    }
    return new Cohort(sorted, (int) images, width);
  }

  /** The first 8 bytes of SHA-256 of a pseudonym (UTF-8), big-endian; compare it unsigned. */
  public static long hash(String subjectKey) {
    try {
      byte[] key = subjectKey.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The bucket of a hash: its leading bits.
   *
   * @param buckets a power of two, 1 … 2³⁰
   * @return 0 … buckets−1
   */
  public static int bucket(long hash, int buckets) {
    if (buckets < 1 || Integer.bitCount(buckets) != 1) {
      throw new IllegalArgumentException("buckets are a power of two, got " + buckets);
    }
    return buckets == 1 ? 0 : (int) (hash >>> (64 - Integer.numberOfTrailingZeros(buckets)));
  }

  /** Number of patients; private, so it stands in no log. */
  public int size() {
    return keys.length;
  }

  /** {@link #hash(String)} of a patient's pseudonym; ascends unsigned. */
  public long hash(int patient) {
    return hashes[patient];
  }

  /** A patient's pseudonym. */
  public String subjectKey(int patient) {
    return keys[patient];
  }

  /** How many images a patient has, at least 1. */
  public int images(int patient) {
    return first[patient + 1] - first[patient];
  }

  /** Row of a patient's first image; the others follow. {@code firstImage(size())} is the end. */
  public int firstImage(int patient) {
    return first[patient];
  }

  /** Row-major, {@link #width()} floats an image. Not copied. */
  public float[] features() {
    return features;
  }

  /** Class of each image. Not copied. */
  public int[] labels() {
    return labels;
  }

  /** Squared L2 norm of an image's vector; every step of every run needs it. */
  public double squaredNorm(int image) {
    return squaredNorms[image];
  }

  private static double squaredNorm(float[] vector) {
    double sum = 0;
    for (float v : vector) {
      sum += (double) v * v;
    }
    return sum;
  }

  /** Length of a vector; 0 when there is no patient. */
  public int width() {
    return width;
  }

  /** The patient as a record of its own, copied. */
  public PatientExamples patient(int patient) {
    float[][] vectors = new float[images(patient)][];
    for (int i = 0; i < vectors.length; i++) {
      int row = first[patient] + i;
      vectors[i] = Arrays.copyOfRange(features, row * width, (row + 1) * width);
    }
    return new PatientExamples(
        keys[patient], vectors, Arrays.copyOfRange(labels, first[patient], first[patient + 1]));
  }

  /** Says nothing about the patients, nor how many there are. */
  @Override
  public String toString() {
    return "Cohort";
  }

  private record Hashed(long hash, PatientExamples patient) {
    static final Comparator<Hashed> ORDER =
        ((Comparator<Hashed>) (a, b) -> Long.compareUnsigned(a.hash, b.hash))
            .thenComparing(h -> h.patient.subjectKey());
  }
}
