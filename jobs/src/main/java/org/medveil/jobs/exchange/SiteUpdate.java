package org.medveil.jobs.exchange;

import java.util.Locale;
import org.medveil.contracts.Refusal;

/** Names of what {@code train} leaves in the warehouse for {@code publish}, zone PROTECTED. */
public final class SiteUpdate {
  /** The protected delta, {@code delta.bin} of the bundle. */
  public static final String DELTA = "delta.bin";

  /** The bundle's manifest in spe, JSON. */
  public static final String FACTS = "update.json";

  private SiteUpdate() {}

  /** Folder of a campaign's round below the warehouse. */
  public static String folder(String campaign, int round) {
    if (!campaign.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw Refusal.usage(
          "not a campaign name: " + campaign, "lower-case letters, digits and hyphens");
    }
    return String.format(Locale.ROOT, "site_update/%s/round-%04d", campaign, round);
  }
}
