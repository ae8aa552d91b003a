package org.medveil.jobs.exchange;

import java.util.Map;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Bundle;
import org.medveil.dp.Bundles;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.tables.Folders;

/** Reads a site's bundle and believes none of it before the signature is checked. */
public final class BundleFolder {
  private BundleFolder() {}

  /** 65 when the bundle is not there, 77 when a file is not in the allow-list or not genuine. */
  public static Bundle read(Folders exchange, int round, String site, VerifyingKey key) {
    Map<String, byte[]> files =
        exchange
            .read(ExchangeLayout.bundle(round, site))
            .filter(BundleFolder::isWhole)
            .orElseThrow(
                () ->
                    Refusal.badData(
                        "site " + site + " has not published round " + round,
                        "the quorum is strict: wait for it, or declare a consortium without it"));
    if (!files.keySet().equals(ExchangeLayout.BUNDLE_FILES)) {
      throw Refusal.policy(
          "the bundle of site " + site + " holds other files than it may",
          "allowed: " + ExchangeLayout.BUNDLE_FILES.stream().sorted().toList());
    }
    return Bundles.verify(
        files.get(ExchangeLayout.MANIFEST),
        files.get(ExchangeLayout.DELTA),
        files.get(ExchangeLayout.SIGNATURE),
        key);
  }

  /** Where files come one by one the signature comes last: before it there is no bundle. */
  private static boolean isWhole(Map<String, byte[]> files) {
    return files.containsKey(ExchangeLayout.SIGNATURE)
        || !ExchangeLayout.BUNDLE_FILES.containsAll(files.keySet());
  }
}
