package org.medveil.opendp;

/** The native of rust/examples/panics.rs, which has the error policy of the shipped library. */
final class PanicNatives {
  private PanicNatives() {}

  /** Always panics. */
  static native double panic(double value);
}
