package org.medveil.dp;

import java.util.List;

/** Sits in the mechanisms' package, but in another room; see ReleaseRulesTest. */
public final class Forger {
  private Forger() {}

  /** What the compiler lets pass here, and the rule does not. */
  public static Release<float[]> forged(float[] raw) {
    return new Release<>(raw, List.of(), PrivacyUnit.PATIENT);
  }
}
