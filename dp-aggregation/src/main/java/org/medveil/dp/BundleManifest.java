package org.medveil.dp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * Everything that a bundle says besides the delta itself. This list <em>is</em> the allow-list of
 * what may leave a hospital: a key that is not here is refused, not ignored. All values are public
 * settings, hashes or results of the accountant; the number of patients is not among them.
 *
 * @param formatVersion 1
 * @param site the site's public name, {@code [a-z0-9-]}, at most 63
 * @param round 1, 2, 3, …
 * @param modelSha256 hash of the model's description
 * @param baseSha256 {@link Hashes#parametersSha256} of the global parameters the delta starts from
 * @param deltaSha256 SHA-256 of delta.bin
 * @param dimension number of parameters
 * @param encoderId which encoder made the vectors
 * @param encoderSha256 its hash
 * @param purpose purpose of the data-use agreement
 * @param agreementId which agreement
 * @param unit privacy unit
 * @param relation {@link PrivacyUnit#relation()}
 * @param sampler {@code Poisson} or {@code single-participation}
 * @param samplingRate q, in (0, 1]; 1 with single participation, which samples nobody
 * @param noiseMultiplier σ, &gt; 0
 * @param clippingNorm C, &gt; 0
 * @param steps noisy sums of the run
 * @param bands of the matrix that correlates the noise, 1 … steps; with sampler Poisson 0, and the
 *     key is not there
 * @param expectedBatch public denominator, at least 1
 * @param delta δ of the cohort's limit
 * @param epsilonAfter composed ε of the cohort after this run, at {@code delta}
 * @param accountant who computed it
 * @param noiseSource sampler's name and version
 * @param noiseSourceSha256 its hash
 * @param ledgerEntryHash the reservation's row
 * @param codeVersion Medveil's version
 */
public record BundleManifest(
    int formatVersion,
    String site,
    int round,
    String modelSha256,
    String baseSha256,
    String deltaSha256,
    int dimension,
    String encoderId,
    String encoderSha256,
    String purpose,
    String agreementId,
    PrivacyUnit unit,
    String relation,
    String sampler,
    double samplingRate,
    double noiseMultiplier,
    double clippingNorm,
    int steps,
    int bands,
    int expectedBatch,
    double delta,
    double epsilonAfter,
    String accountant,
    String noiseSource,
    String noiseSourceSha256,
    String ledgerEntryHash,
    String codeVersion) {
  /** The only format there is. */
  public static final int FORMAT_VERSION = 1;

  /** Independent noise over Poisson samples: {@link SubsampledGaussian}. */
  public static final String POISSON = "Poisson";

  /** Correlated noise, each unit in one step: {@link ToeplitzGaussian}. */
  public static final String SINGLE_PARTICIPATION = "single-participation";

  private static final Pattern SITE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  // No free text: a name cannot carry a sentence about a patient out of the house.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+=@,()-]{0,99}");

  /** Refuses (exit 77) any value outside the ranges above. */
  public BundleManifest {
    require("format_version", formatVersion == FORMAT_VERSION);
    require("site", isSite(site));
    require("round", round >= 1);
    require("model_sha256", Hashes.isSha256(modelSha256));
    require("base_sha256", Hashes.isSha256(baseSha256));
    require("delta_sha256", Hashes.isSha256(deltaSha256));
    require("dimension", dimension >= 1);
    require("encoder_id", isName(encoderId));
    require("encoder_sha256", Hashes.isSha256(encoderSha256));
    require("purpose", isName(purpose));
    require("agreement_id", isName(agreementId));
    require("unit", unit != null);
    require("relation", unit.relation().equals(relation));
    boolean once = SINGLE_PARTICIPATION.equals(sampler);
    require("sampler", once || POISSON.equals(sampler));
    require("sampling_rate", once ? samplingRate == 1 : samplingRate > 0 && samplingRate <= 1);
    require("noise_multiplier", noiseMultiplier > 0 && Double.isFinite(noiseMultiplier));
    require("clipping_norm", clippingNorm > 0 && Double.isFinite(clippingNorm));
    require("steps", steps >= 1);
    require("bands", once ? bands >= 1 && bands <= steps : bands == 0);
    require("expected_batch", expectedBatch >= 1);
    require("delta", delta > 0 && delta < 1);
    require("epsilon_after", epsilonAfter >= 0 && Double.isFinite(epsilonAfter));
    require("accountant", isName(accountant));
    require("noise_source", isName(noiseSource));
    require("noise_source_sha256", Hashes.isSha256(noiseSourceSha256));
    require("ledger_entry_hash", Hashes.isSha256(ledgerEntryHash));
    require("code_version", isName(codeVersion));
  }

  /** What the run did, in the accountant's words. */
  public Mechanism mechanism() {
    return sampler.equals(POISSON)
        ? new SubsampledGaussian(samplingRate, noiseMultiplier, steps)
        : new ToeplitzGaussian(bands, noiseMultiplier, steps);
  }

  /** The manifest's keys and values in their order in the file. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("format_version", formatVersion);
    map.put("site", site);
    map.put("round", round);
    map.put("model_sha256", modelSha256);
    map.put("base_sha256", baseSha256);
    map.put("delta_sha256", deltaSha256);
    map.put("dimension", dimension);
    map.put("encoder_id", encoderId);
    map.put("encoder_sha256", encoderSha256);
    map.put("purpose", purpose);
    map.put("agreement_id", agreementId);
    map.put("unit", ManifestJson.lower(unit));
    map.put("relation", relation);
    map.put("sampler", sampler);
    map.put("sampling_rate", samplingRate);
    map.put("noise_multiplier", noiseMultiplier);
    map.put("clipping_norm", clippingNorm);
    map.put("steps", steps);
    if (bands > 0) {
      map.put("bands", bands);
    }
    map.put("expected_batch", expectedBatch);
    map.put("delta", delta);
    map.put("epsilon_after", epsilonAfter);
    map.put("accountant", accountant);
    map.put("noise_source", noiseSource);
    map.put("noise_source_sha256", noiseSourceSha256);
    map.put("ledger_entry_hash", ledgerEntryHash);
    map.put("code_version", codeVersion);
    return map;
  }

  /**
   * Reads {@code manifest.json}.
   *
   * @throws Refusal exit 77 for an unknown, missing, doubled or mistyped key or a value out of
   *     range
   */
  public static BundleManifest parse(byte[] json) {
    return ManifestJson.parse(json);
  }

  static boolean isSite(String text) {
    return text != null && SITE.matcher(text).matches();
  }

  static boolean isName(String text) {
    return text != null && NAME.matcher(text).matches();
  }

  private static void require(String key, boolean holds) {
    if (!holds) {
      throw Refusal.policy(
          "The bundle's manifest has a value for '" + key + "' that may not leave or be accepted.",
          "See the documentation of the bundle for what each key takes.");
    }
  }
}
