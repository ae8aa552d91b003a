package org.medveil.dp;

import java.util.List;

/**
 * Adds up what mechanisms cost. Sealed: a wrong accountant is a broken promise, so each one comes
 * with a proof. An accountant may overstate, never understate.
 */
public sealed interface Accountant permits PldAccountant, RdpAccountant {
  /**
   * The ε of running all mechanisms on the same data, for neighbours of this accountant's relation
   * (add/remove one unit, unless it was made for another).
   *
   * @param composed any number of mechanisms; none costs nothing
   * @param delta in (0, 1)
   * @return ε ≥ 0, an upper bound
   */
  double epsilon(List<Mechanism> composed, double delta);

  /** Short stable name, as it stands in receipts and manifests. */
  String name();
}
