package org.medveil.jobs.exchange;

import java.util.Locale;
import java.util.Set;
import org.medveil.contracts.Refusal;

/**
 * Names in the exchange: {@code round-0001/<site>/} holds a bundle, {@code round-0001/global/} the
 * model made of them. Nothing else may stand there.
 */
public final class ExchangeLayout {
  /** The sites' folder name is never this. */
  public static final String GLOBAL = "global";

  public static final String DELTA = "delta.bin";
  public static final String MANIFEST = "manifest.json";
  public static final String SIGNATURE = "signature";
  public static final String MODEL = "model.json";
  public static final String PARAMETERS = "parameters.bin";

  /** The whole allow-list of a site's bundle. */
  public static final Set<String> BUNDLE_FILES = Set.of(DELTA, MANIFEST, SIGNATURE);

  /** The whole allow-list of a global model. */
  public static final Set<String> GLOBAL_FILES = Set.of(MODEL, PARAMETERS, MANIFEST, SIGNATURE);

  private ExchangeLayout() {}

  /** Folder of a round, from 1. */
  public static String round(int round) {
    if (round < 1) {
      throw Refusal.usage("rounds count from 1, got " + round, "");
    }
    return String.format(Locale.ROOT, "round-%04d", round);
  }

  /** Folder of a site's bundle. */
  public static String bundle(int round, String site) {
    if (!site.matches("[a-z0-9][a-z0-9-]{0,62}") || site.equals(GLOBAL)) {
      throw Refusal.usage(
          "not a site name: " + site, "lower-case letters, digits and hyphens; not 'global'");
    }
    return round(round) + "/" + site;
  }

  /** Folder of a round's global model. */
  public static String global(int round) {
    return round(round) + "/" + GLOBAL;
  }
}
