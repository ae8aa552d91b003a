package org.medveil.jobs.demo;

import java.nio.file.Path;
import org.medveil.contracts.Refusal;

/**
 * What the demo simulates and trains.
 *
 * @param out folder for everything
 * @param sites hospitals, at least 2
 * @param patients per hospital
 * @param holdout patients nobody trains on
 * @param rounds federated rounds
 * @param epsilon per hospital over all rounds, unit patient
 * @param delta as above
 * @param seed of the simulated cohort
 */
record DemoSettings(
    Path out,
    int sites,
    int patients,
    int holdout,
    int rounds,
    double epsilon,
    double delta,
    long seed) {
  /** Lesion size and place are what matters here; few features make little noise. */
  static final String ENCODER = "scattering-order-0";

  static final String SCALING = "unit-norm";
  static final int STEPS = 5;
  static final double CLIPPING_NORM = 0.25;
  static final double LEARNING_RATE = 8;
  static final int BASELINE_STEPS = 400;

  DemoSettings {
    if (sites < 2 || patients < 20 || rounds < 1) {
      throw Refusal.usage(
          "the demo needs at least 2 sites, 20 patients a site and 1 round", "see demo --help");
    }
    out = out.toAbsolutePath().normalize();
  }

  String site(int index) {
    return "site-" + index;
  }

  Path folder(String site) {
    return out.resolve(site);
  }

  Path warehouse(String site) {
    return folder(site).resolve("warehouse");
  }

  Path keys(String site) {
    return folder(site).resolve("keys");
  }

  /** A ledger a hospital keeps; the what-if of training alone has one of its own. */
  String ledger(String site, String campaign) {
    return "jdbc:h2:file:" + folder(site).resolve("ledger-" + campaign);
  }

  Path conf(String site) {
    return folder(site).resolve("site.conf");
  }

  Path agreement() {
    return out.resolve("agreement.conf");
  }

  /** The exchange of all, or the one a hospital alone would have. */
  Path exchange(String campaign) {
    return out.resolve(campaign.equals("main") ? "exchange" : "exchange-" + campaign);
  }

  Path consortium(String campaign) {
    return out.resolve("consortium").resolve(campaign + ".conf");
  }

  Path consortiumKeys() {
    return out.resolve("consortium").resolve("keys");
  }
}
