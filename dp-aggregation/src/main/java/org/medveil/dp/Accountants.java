package org.medveil.dp;

import java.util.Optional;

/** The accountants by their names, as rows of a ledger and manifests say them. */
final class Accountants {
  private Accountants() {}

  /** Empty for a name that no accountant has. */
  static Optional<Accountant> named(String name) {
    return name.equals("rdp") ? Optional.of(new RdpAccountant()) : Optional.empty();
  }
}
