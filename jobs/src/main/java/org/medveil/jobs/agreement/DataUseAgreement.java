package org.medveil.jobs.agreement;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medveil.contracts.Column;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.jobs.cli.StrictHocon;
import org.medveil.jobs.tables.Locations;

/**
 * What the hospital agreed that its data may be used for (GDPR Art. 5(1)(b), (c)): the minimization
 * that {@code minimize} carries out, and the purpose every later verb is bound to.
 *
 * @param id the agreement's name
 * @param sha256 of the canonical text and of the pixel rules, if any; rows carry it
 * @param purpose the one purpose
 * @param legalBasis e.g. {@code GDPR Art. 9(2)(j)}
 * @param ethicsId the ethics vote
 * @param expires last day of validity
 * @param modalities DICOM Modality values allowed
 * @param columns optional columns of {@code images} that may be filled
 * @param ageBands lower bounds of the age bands in years, ascending from 0
 * @param resolution height and width of an image in pixels
 * @param mostFrames rows that one object may have: 1 to 4096; of longer ones evenly spaced frames
 * @param grayscale true when colour is not needed
 * @param mirrorLeftEyes true when left eyes are mirrored to look like right ones
 * @param standardizeColour true when each image's channels get the same mean and contrast inside
 *     the field of view: the camera's look is not needed
 * @param burnedInText what happens to images whose pixels may hold text or show a face
 * @param k cells of sex and age band with fewer patients are suppressed
 */
public record DataUseAgreement(
    String id,
    String sha256,
    String purpose,
    String legalBasis,
    String ethicsId,
    LocalDate expires,
    List<String> modalities,
    Set<String> columns,
    List<Integer> ageBands,
    int resolution,
    int mostFrames,
    boolean grayscale,
    boolean mirrorLeftEyes,
    boolean standardizeColour,
    BurnedInText burnedInText,
    int k)
    implements Serializable {

  /**
   * Where an agreement does not say: as many frames as a short loop needs, too few for a long one
   * to outweigh its patient's other images. Hashes of agreements without the key stand for this
   * number, so it stays.
   */
  public static final int DEFAULT_MOST_FRAMES = 16;

  private static final String MOST_FRAMES = "most-frames";
  private static final String PIXEL_RULES = "pixel-rules";

  private static final Set<String> KEYS =
      Set.of(
          "id",
          "purpose",
          "legal-basis",
          "ethics-id",
          "expires",
          "modalities",
          "columns",
          "age-bands",
          "resolution",
          MOST_FRAMES,
          "grayscale",
          "mirror-left-eyes",
          "standardize-colour",
          "burned-in-text",
          PIXEL_RULES,
          "k-anonymity");

  private static final Set<String> OPTIONAL_COLUMNS =
      Set.copyOf(
          Tables.IMAGES.columns().stream()
              .filter(column -> !column.required())
              .map(Column::name)
              .toList());

  public DataUseAgreement {
    modalities = List.copyOf(modalities);
    columns = Set.copyOf(columns);
    ageBands = List.copyOf(ageBands);
    if (resolution < 8 || resolution > 4096) {
      throw Refusal.usage(
          "agreement: resolution must be 8 to 4096 pixels", "see docs/agreement.md");
    }
    if (mostFrames < 1 || mostFrames > 4096) {
      throw Refusal.usage(
          "agreement: most-frames must be 1 to 4096", "1 takes the first frame only");
    }
    if (k < 1) {
      throw Refusal.usage("agreement: k-anonymity must be at least 1", "5 or more is customary");
    }
    if (ageBands.isEmpty() || ageBands.get(0) != 0 || !ascending(ageBands)) {
      throw Refusal.usage("agreement: age-bands must ascend from 0", "e.g. [0, 18, 40, 65]");
    }
    for (String column : columns) {
      if (!OPTIONAL_COLUMNS.contains(column)) {
        throw Refusal.usage(
            "agreement: column '" + column + "' cannot be granted",
            "columns that can: " + OPTIONAL_COLUMNS.stream().sorted().toList());
      }
    }
  }

  /** Reads a HOCON file; exit 2 when a key is unknown, missing or of the wrong type. */
  public static DataUseAgreement read(Path file) {
    Config file0 = StrictHocon.read(file);
    StrictHocon.allowOnly(file0, Set.of("agreement"), "the agreement file");
    try {
      Config config = file0.getConfig("agreement");
      StrictHocon.allowOnly(config, KEYS, "the agreement");
      BurnedInText burnedInText =
          BurnedInText.of(
              config.getString("burned-in-text"),
              config.hasPath(PIXEL_RULES)
                  ? Optional.of(file.resolveSibling(config.getString(PIXEL_RULES)))
                  : Optional.empty());
      return new DataUseAgreement(
          config.getString("id"),
          sha256(config, burnedInText),
          config.getString("purpose"),
          config.getString("legal-basis"),
          config.getString("ethics-id"),
          LocalDate.parse(config.getString("expires")),
          config.getStringList("modalities"),
          Set.copyOf(config.getStringList("columns")),
          config.getIntList("age-bands"),
          config.getInt("resolution"),
          config.hasPath(MOST_FRAMES) ? config.getInt(MOST_FRAMES) : DEFAULT_MOST_FRAMES,
          config.getBoolean("grayscale"),
          config.getBoolean("mirror-left-eyes"),
          config.getBoolean("standardize-colour"),
          burnedInText,
          config.getInt("k-anonymity"));
    } catch (ConfigException | DateTimeException e) {
      throw Refusal.usage(
          "agreement cannot be used: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "see conf/agreement.conf for an example with every key");
    }
  }

  /** What pixel rules say, not only where they stand, decides what becomes of an image. */
  private static String sha256(Config config, BurnedInText burnedInText) {
    String text = config.root().render(ConfigRenderOptions.concise());
    return Locations.sha256(
        text + burnedInText.pixelRules().map(rules -> "\n" + rules.sha256()).orElse(""));
  }

  /**
   * The run's right to go on: exit 77 when the agreement has expired or serves another purpose.
   *
   * @param runPurpose what the run declares; null means the agreement's own purpose
   */
  public void permit(String runPurpose, LocalDate today) {
    if (runPurpose != null && !runPurpose.equals(purpose)) {
      throw Refusal.policy(
          "agreement " + id + " serves the purpose '" + purpose + "', not '" + runPurpose + "'",
          "ask the data steward for an agreement that covers this purpose");
    }
    if (today.isAfter(expires)) {
      throw Refusal.policy(
          "agreement " + id + " expired on " + expires, "have it renewed before running again");
    }
  }

  /** The band of an age, {@code 40-64} or {@code 65+}; null for an unknown age. */
  public String ageBand(Integer years) {
    if (years == null || years < 0) {
      return null;
    }
    int band = 0;
    while (band + 1 < ageBands.size() && years >= ageBands.get(band + 1)) {
      band++;
    }
    return band + 1 == ageBands.size()
        ? ageBands.get(band) + "+"
        : ageBands.get(band) + "-" + (ageBands.get(band + 1) - 1);
  }

  private static boolean ascending(List<Integer> bounds) {
    for (int i = 1; i < bounds.size(); i++) {
      if (bounds.get(i) <= bounds.get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  /** Columns of {@code images} that an agreement grants one by one; all others are always there. */
  public static Set<String> optionalColumns() {
    return OPTIONAL_COLUMNS;
  }
}
