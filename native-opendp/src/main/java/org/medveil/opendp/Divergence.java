package org.medveil.opendp;

/** In which measure a mechanism's privacy loss is known. Losses of two measures do not add up. */
public enum Divergence {
  /** Pure differential privacy: the loss is an ε (Dwork, McSherry, Nissim, Smith 2006). */
  PURE,
  /** Zero-concentrated differential privacy: the loss is a ρ (Bun, Steinke 2016). */
  CONCENTRATED
}
