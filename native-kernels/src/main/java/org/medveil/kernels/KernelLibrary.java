package org.medveil.kernels;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import org.bytedeco.javacpp.Loader;

/**
 * Loads the library once per JVM, through JavaCPP's cache as OpenBLAS and ND4J are. There is none
 * for other platforms than the jar was built on; callers have kernels to fall back to.
 */
final class KernelLibrary {
  private static final String VERSION = "0.1.0";

  private KernelLibrary() {}

  static boolean loaded() {
    return Attempt.SUCCEEDED;
  }

  /** For what is used only where there is a library. */
  static void require() {
    if (!loaded()) {
      throw new IllegalStateException("there are no native kernels for this machine");
    }
  }

  /** Initialised by the class loader, so once and safely. */
  private static final class Attempt {
    static final boolean SUCCEEDED = attempt();

    private static boolean attempt() {
      String resource = "/natives/" + Loader.getPlatform() + "/libmedveil_kernels.so";
      URL library = KernelLibrary.class.getResource(resource);
      if (library == null) {
        return false;
      }
      try {
        File file = Loader.cacheResource(library);
        System.load(file.getAbsolutePath());
        return VERSION.equals(MatrixKernels.version());
      } catch (IOException | LinkageError e) {
        return false;
      }
    }
  }
}
