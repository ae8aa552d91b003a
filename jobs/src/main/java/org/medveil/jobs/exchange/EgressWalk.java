package org.medveil.jobs.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Bundles;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.Locations;

/**
 * Looks at every file under an exchange, as an outsider would: its name must be in the allow-list,
 * and a site's bundle must verify, its manifest hold allowed keys only and its delta be the one
 * signed.
 */
public final class EgressWalk {
  private static final Pattern PLACE = Pattern.compile("round-(\\d{4})/([a-z0-9-]+)/([^/]+)");

  private EgressWalk() {}

  /** A file that left a hospital or the consortium. */
  public record Departed(String site, int round, String name, long bytes, String sha256) {}

  /**
   * What the walk saw.
   *
   * @param files in order of their path
   * @param violations sentences; empty when all is well
   */
  public record Finding(List<Departed> files, List<String> violations) {}

  /** Walks the exchange; sites that are not declared are violations. */
  public static Finding walk(Folders exchange, Map<String, VerifyingKey> sites) {
    List<Departed> files = new ArrayList<>();
    List<String> violations = new ArrayList<>();
    Map<String, byte[]> all = exchange.walk();
    for (Map.Entry<String, byte[]> file : all.entrySet()) {
      Matcher place = PLACE.matcher(file.getKey());
      if (!place.matches()) {
        violations.add("a file stands where none may: " + file.getKey());
        continue;
      }
      String site = place.group(2);
      boolean global = site.equals(ExchangeLayout.GLOBAL);
      if (!global && !sites.containsKey(site)) {
        violations.add("an undeclared site: " + site);
      }
      if (!(global ? ExchangeLayout.GLOBAL_FILES : ExchangeLayout.BUNDLE_FILES)
          .contains(place.group(3))) {
        violations.add("not in the allow-list: " + file.getKey());
      }
      files.add(
          new Departed(
              site,
              Integer.parseInt(place.group(1)),
              place.group(3),
              file.getValue().length,
              Locations.sha256(file.getValue())));
    }
    for (Departed file : files) {
      VerifyingKey key = sites.get(file.site());
      if (key != null && file.name().equals(ExchangeLayout.MANIFEST)) {
        verify(all, file, key, violations);
      }
    }
    return new Finding(List.copyOf(files), List.copyOf(violations));
  }

  private static void verify(
      Map<String, byte[]> all, Departed file, VerifyingKey key, List<String> violations) {
    String folder = ExchangeLayout.bundle(file.round(), file.site()) + "/";
    byte[] delta = all.get(folder + ExchangeLayout.DELTA);
    byte[] signature = all.get(folder + ExchangeLayout.SIGNATURE);
    if (delta == null || signature == null) {
      violations.add("an incomplete bundle: " + folder);
      return;
    }
    try {
      Bundles.verify(all.get(folder + ExchangeLayout.MANIFEST), delta, signature, key);
    } catch (Refusal refusal) {
      violations.add(folder + ": " + refusal.getMessage());
    }
  }
}
