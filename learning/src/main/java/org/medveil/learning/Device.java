package org.medveil.learning;

import java.io.Serializable;

/**
 * Where something is computed.
 *
 * @param cudaIndex ordinal of a CUDA device within this process, or -1 for the processor
 */
public record Device(int cudaIndex) implements Serializable {
  /** The processor. */
  public static final Device CPU = new Device(-1);

  /** Checks the range. */
  public Device {
    if (cudaIndex < -1) {
      throw new IllegalArgumentException("a device is numbered from 0 on");
    }
  }

  /** A CUDA device by its ordinal, from 0 on. */
  public static Device cuda(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("a device is numbered from 0 on");
    }
    return new Device(index);
  }

  /** Whether it is no processor. */
  public boolean gpu() {
    return cudaIndex >= 0;
  }

  /** As in manifests: {@code cpu} or {@code cuda:0}. */
  @Override
  public String toString() {
    return gpu() ? "cuda:" + cudaIndex : "cpu";
  }
}
