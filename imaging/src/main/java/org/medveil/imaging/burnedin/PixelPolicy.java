package org.medveil.imaging.burnedin;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dcm4che3.data.Attributes;

/**
 * What a site asks of pixels: which kinds of image need a rule or a look, and its region rules.
 *
 * @param demands by Modality; the key {@code other} is for all that are not named
 * @param captures of screen shots, secondary captures, dose pages and reports
 * @param declared of images whose BurnedInAnnotation is YES and that no rule covers
 * @param keepUltrasoundRegions outside the regions of (0018,6011) everything is masked
 * @param headsAreDefaced CT and MR of heads were defaced before they came here
 * @param acceptUnknownBodyPart a CT or MR without a body part is taken for no head
 * @param mostMasked largest share of a frame that detector boxes may cover, 0–1
 * @param eager the detector finds more, and errs more, on every image
 * @param rules region rules, the first that matches counts
 * @param reader beside the detector; null for none
 */
public record PixelPolicy(
    Map<String, Demand> demands,
    Demand captures,
    Demand declared,
    boolean keepUltrasoundRegions,
    boolean headsAreDefaced,
    boolean acceptUnknownBodyPart,
    double mostMasked,
    boolean eager,
    List<RegionRule> rules,
    SecondReader reader)
    implements Serializable {
  static final String OTHER = "other";

  /** Copies the lists. */
  public PixelPolicy {
    demands = Map.copyOf(demands);
    rules = List.copyOf(rules);
    if (!demands.containsKey(OTHER)) {
      throw new IllegalArgumentException("a demand for other modalities");
    }
  }

  /**
   * Reads {@code pixel-rules.conf} and the CTP scripts it names.
   *
   * @throws org.medveil.contracts.Refusal exit 2 for anything not known or not complete
   */
  public static PixelPolicy read(Path file) {
    return PixelRulesFile.read(file);
  }

  /**
   * The one that comes with the suite, {@code conf/deid/pixel-rules.conf}.
   *
   * @throws org.medveil.contracts.Refusal never, in a build that is whole
   */
  public static PixelPolicy standard() {
    return PixelRulesFile.standard();
  }

  /** Hex SHA-256 of everything the policy says, CTP scripts included: which rules were in force. */
  public String sha256() {
    String all =
        String.join(
            "\n",
            new TreeMap<>(demands).toString(),
            captures + " " + declared + " " + keepUltrasoundRegions + " " + headsAreDefaced,
            acceptUnknownBodyPart + " " + mostMasked + " " + eager,
            rules + (reader == null ? "" : " " + reader.told()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What reads beside the detector, if anything does. */
  public Optional<SecondReader> secondReader() {
    return Optional.ofNullable(reader);
  }

  Demand demand(ImageKind kind) {
    Demand demand = demands.getOrDefault(kind.modality(), demands.get(OTHER));
    if (kind.captured()) {
      return demand.atLeast(captures);
    }
    return kind.derived() ? demand.atLeast(Demand.DETECTOR) : demand;
  }

  /** The first rule that matches, or null. */
  RegionRule rule(Attributes header) {
    return rules.stream().filter(rule -> rule.when().holds(header)).findFirst().orElse(null);
  }
}
