package org.medveil.jobs.aggregate;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medveil.contracts.Refusal;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.cli.StrictHocon;
import org.medveil.learning.Shape;

/**
 * Who is in the consortium and on which terms; public and fixed before the first round.
 *
 * @param sites name to public key; exactly these must take part
 * @param weights name to public weight
 * @param budget the most ε, and the δ, that a site's receipt may state
 * @param normBound largest L2 norm of a delta; a backstop against a broken site
 * @param purpose the purpose every bundle must state
 * @param model {@code logistic}, {@code mlp}, {@code cnn} or a DL4J JSON file
 * @param input length of a feature vector, or shape of an image
 * @param seed of the initial parameters
 */
record ConsortiumDeclaration(
    Map<String, VerifyingKey> sites,
    Map<String, Double> weights,
    PrivacyBudget budget,
    double normBound,
    String purpose,
    String model,
    Shape input,
    long seed) {
  private static final Set<String> KEYS =
      Set.of(
          "sites",
          "epsilon",
          "delta",
          "norm-bound",
          "purpose",
          "model",
          "input-dim",
          "input-shape",
          "seed");

  static ConsortiumDeclaration read(Path file) {
    Config whole = StrictHocon.read(file);
    StrictHocon.allowOnly(whole, Set.of("consortium"), "the consortium file");
    try {
      Config config = whole.getConfig("consortium");
      StrictHocon.allowOnly(config, KEYS, "section 'consortium'");
      Map<String, VerifyingKey> keys = new LinkedHashMap<>();
      Map<String, Double> weights = new LinkedHashMap<>();
      Path folder = file.toAbsolutePath().getParent();
      for (ConfigObject entry : config.getObjectList("sites")) {
        Config site = entry.toConfig();
        StrictHocon.allowOnly(site, Set.of("name", "key", "weight"), "a site of the consortium");
        keys.put(site.getString("name"), VerifyingKey.read(folder.resolve(site.getString("key"))));
        weights.put(site.getString("name"), site.getDouble("weight"));
      }
      return new ConsortiumDeclaration(
          keys,
          weights,
          new PrivacyBudget(config.getDouble("epsilon"), config.getDouble("delta")),
          config.getDouble("norm-bound"),
          config.getString("purpose"),
          config.getString("model"),
          input(config),
          config.getLong("seed"));
    } catch (ConfigException | IllegalArgumentException e) {
      throw Refusal.usage(
          "consortium file cannot be used: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "see conf/consortium.conf for an example with every key");
    }
  }

  private static Shape input(Config config) {
    if (config.hasPath("input-shape") == config.hasPath("input-dim")) {
      throw Refusal.usage(
          "the consortium file needs one of input-dim and input-shape",
          "input-dim for vectors, input-shape = [channels, height, width] for images");
    }
    if (config.hasPath("input-dim")) {
      return Shape.flat(config.getInt("input-dim"));
    }
    List<Integer> sides = config.getIntList("input-shape");
    if (sides.size() != 3) {
      throw Refusal.usage("input-shape has not three numbers", "[channels, height, width]");
    }
    return new Shape(sides.get(0), sides.get(1), sides.get(2));
  }
}
