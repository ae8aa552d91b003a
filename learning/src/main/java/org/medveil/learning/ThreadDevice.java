package org.medveil.learning;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Which device ND4J uses in a thread. Left alone, ND4J's CUDA backend deals the machine's devices
 * out to threads in turn, and takes those that belong to another executor.
 */
public final class ThreadDevice {
  private static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";

  private ThreadDevice() {}

  /** Ties this thread to a GPU; does nothing for the processor, and in a build without CUDA. */
  public static void use(Device device) {
    if (device.gpu() && cudaBuild() && Nd4j.getBackend().getClass().getName().equals(CUDA)) {
      Nd4j.getAffinityManager().unsafeSetDevice(device.cudaIndex());
    }
  }

  /** Whether ND4J's CUDA backend is on the class path; loads nothing of it. */
  public static boolean cudaBuild() {
    try {
      Class.forName(CUDA, false, ThreadDevice.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
