package org.medveil.imaging.burnedin;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.medveil.contracts.Refusal;

/** Reads {@code pixel-rules.conf}: HOCON that refuses what it does not know. */
final class PixelRulesFile {
  private static final Set<String> POLICY =
      Set.of(
          "modalities",
          "captures",
          "declared",
          "ultrasound-regions",
          "heads",
          "unknown-body-part",
          "most-masked",
          "detector");

  private static final String STANDARD = "/org/medveil/imaging/deid/pixel-rules.conf";

  private final Path file;
  private final Config config;

  private PixelRulesFile(Path file, Config config) {
    this.file = file;
    this.config = config;
  }

  static PixelPolicy read(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw Refusal.usage("pixel rules cannot be read: " + file, "check the path");
    }
    try {
      Config config =
          ConfigFactory.parseFile(
                  file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
              .resolve();
      return new PixelRulesFile(file, config).policy();
    } catch (ConfigException e) {
      throw Refusal.usage(
          "pixel rules " + file + " cannot be used: " + firstLine(e.getMessage()),
          "see conf/deid/pixel-rules.conf for every key");
    }
  }

  static PixelPolicy standard() {
    try (InputStream in = PixelRulesFile.class.getResourceAsStream(STANDARD)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new PixelRulesFile(Path.of(STANDARD), ConfigFactory.parseString(text).resolve())
          .policy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PixelPolicy policy() {
    allowOnly(config, Set.of("policy", "rules", "ctp-scripts", "tesseract"), "the file");
    Config policy = config.getConfig("policy");
    allowOnly(policy, POLICY, "section 'policy'");
    double most = policy.getDouble("most-masked");
    if (!(most >= 0 && most <= 1)) {
      throw Refusal.usage("'most-masked' is not from 0 to 1", "0.5 is half of the image");
    }
    return new PixelPolicy(
        modalities(policy.getConfig("modalities")),
        demand(policy, "captures"),
        demand(policy, "declared"),
        choice(policy, "ultrasound-regions", "keep", "ignore").equals("keep"),
        choice(policy, "heads", "quarantine", "defaced").equals("defaced"),
        choice(policy, "unknown-body-part", "quarantine", "accept").equals("accept"),
        most,
        choice(policy, "detector", "balanced", "eager").equals("eager"),
        rules(),
        config.hasPath("tesseract")
            ? SecondReader.read(config.getConfig("tesseract"), file)
            : null);
  }

  private Map<String, Demand> modalities(Config section) {
    Map<String, Demand> demands = new HashMap<>();
    for (String key : section.root().keySet()) {
      boolean other = key.equals(PixelPolicy.OTHER);
      if (!other && !key.matches("[A-Z]{2,16}")) {
        throw Refusal.usage("'" + key + "' is no Modality", "as in (0008,0060), upper case");
      }
      demands.put(key, demand(section, key));
    }
    if (!demands.containsKey(PixelPolicy.OTHER)) {
      throw Refusal.usage(
          "section 'modalities' has no key 'other'", "say what holds of all that are not named");
    }
    return demands;
  }

  private List<RegionRule> rules() {
    List<RegionRule> rules = new ArrayList<>();
    for (Config rule : config.getConfigList("rules")) {
      rules.add(RegionRuleReader.read(rule));
    }
    for (String script : config.getStringList("ctp-scripts")) {
      Path path = file.resolveSibling(script);
      try {
        rules.addAll(CtpScript.parse(path.getFileName().toString(), Files.readString(path)));
      } catch (IOException e) {
        throw Refusal.usage("CTP script cannot be read: " + path, "check the path; text in UTF-8");
      }
    }
    return rules;
  }

  private static Demand demand(Config section, String key) {
    return Demand.valueOf(
        choice(section, key, "none", "detector", "rule", "quarantine").toUpperCase(Locale.ROOT));
  }

  private static String choice(Config section, String key, String... known) {
    String value = section.getString(ConfigUtil.quoteString(key));
    if (!List.of(known).contains(value)) {
      throw Refusal.usage(
          "'" + value + "' is no value of '" + key + "'", "known: " + String.join(", ", known));
    }
    return value;
  }

  static void allowOnly(Config section, Set<String> known, String where) {
    for (String key : section.root().keySet()) {
      if (!known.contains(key)) {
        throw Refusal.usage(
            "unknown key '" + key + "' in " + where + " of the pixel rules",
            "known keys: " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
