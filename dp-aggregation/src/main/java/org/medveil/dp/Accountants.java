package org.medveil.dp;

import java.util.Optional;
import java.util.stream.Stream;

/** The accountants by their names, as rows of a ledger and manifests say them. */
final class Accountants {
  private Accountants() {}

  /** Empty for a name that no accountant has. */
  static Optional<Accountant> named(String name) {
    return Stream.of(new PldAccountant(), new RdpAccountant())
        .filter(one -> one.name().equals(name))
        .findFirst();
  }
}
