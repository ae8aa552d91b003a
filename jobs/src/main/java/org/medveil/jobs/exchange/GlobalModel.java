package org.medveil.jobs.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medveil.contracts.Refusal;
import org.medveil.dp.DeltaCodec;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.SigningKey;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.cli.CodeVersion;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.Locations;
import org.medveil.learning.ModelSpec;

/**
 * The model after a round: configuration, flat parameters, and the manifest the consortium signed.
 *
 * @param round from 1
 * @param spec the configuration
 * @param parameters flat, in DL4J's layout
 * @param sites who took part
 */
public record GlobalModel(int round, ModelSpec spec, float[] parameters, List<String> sites) {
  private static final Set<String> KEYS =
      Set.of(
          "format_version",
          "round",
          "model_sha256",
          "base_sha256",
          "parameters_sha256",
          "sites",
          "aggregation",
          "code_version");

  public GlobalModel {
    parameters = parameters.clone();
    sites = List.copyOf(sites);
    if (parameters.length != spec.parameterCount()) {
      throw Refusal.badData("the parameters do not fit the model", "fetch the round again");
    }
  }

  /** The four files, signed. */
  public Map<String, byte[]> files(String baseSha256, String aggregation, SigningKey key) {
    byte[] parameterBytes = DeltaCodec.encode(new ModelDelta(spec.sha256(), parameters));
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format_version", 1);
    manifest.put("round", round);
    manifest.put("model_sha256", spec.sha256());
    manifest.put("base_sha256", baseSha256);
    manifest.put("parameters_sha256", Locations.sha256(parameterBytes));
    manifest.put("sites", sites);
    manifest.put("aggregation", aggregation);
    manifest.put("code_version", CodeVersion.current());
    byte[] manifestBytes = Json.pretty(manifest).getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(ExchangeLayout.MODEL, spec.json().getBytes(StandardCharsets.UTF_8));
    files.put(ExchangeLayout.PARAMETERS, parameterBytes);
    files.put(ExchangeLayout.MANIFEST, manifestBytes);
    files.put(ExchangeLayout.SIGNATURE, key.sign(manifestBytes));
    return files;
  }

  /** Reads and verifies a round's model; 75 when it is not there yet, 77 when it is not genuine. */
  public static GlobalModel read(Folders exchange, int round, VerifyingKey consortium) {
    Map<String, byte[]> files =
        exchange
            .read(ExchangeLayout.global(round))
            .filter(there -> there.containsKey(ExchangeLayout.SIGNATURE))
            .orElseThrow(
                () ->
                    Refusal.tryAgain(
                        "round " + round + " has no global model yet",
                        "run aggregate for that round first"));
    if (!files.keySet().equals(ExchangeLayout.GLOBAL_FILES)) {
      throw Refusal.policy(
          "the global model of round " + round + " holds other files than it may",
          "fetch it again");
    }
    byte[] manifestBytes = files.get(ExchangeLayout.MANIFEST);
    if (!consortium.verify(manifestBytes, files.get(ExchangeLayout.SIGNATURE))) {
      throw Refusal.policy(
          "the global model of round " + round + " is not signed by the consortium",
          "check --consortium-key");
    }
    JsonNode manifest = Json.tree(new String(manifestBytes, StandardCharsets.UTF_8));
    manifest
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw Refusal.policy("unknown key in the global manifest: " + key, "");
              }
            });
    byte[] parameterBytes = files.get(ExchangeLayout.PARAMETERS);
    ModelSpec spec =
        ModelSpec.fromJson(new String(files.get(ExchangeLayout.MODEL), StandardCharsets.UTF_8));
    ModelDelta parameters = DeltaCodec.decode(parameterBytes);
    if (manifest.path("round").asInt() != round
        || !manifest.path("parameters_sha256").asText().equals(Locations.sha256(parameterBytes))
        || !manifest.path("model_sha256").asText().equals(spec.sha256())
        || !parameters.modelSha256().equals(spec.sha256())) {
      throw Refusal.policy(
          "the global model of round " + round + " is not what its manifest signs",
          "fetch it again");
    }
    List<String> sites = new java.util.ArrayList<>();
    manifest.path("sites").forEach(site -> sites.add(site.asText()));
    return new GlobalModel(round, spec, parameters.values(), sites);
  }
}
