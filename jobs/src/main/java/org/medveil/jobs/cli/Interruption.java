package org.medveil.jobs.cli;

/** Is this JVM being stopped from outside? What fails meanwhile is no defect and no result. */
final class Interruption {
  private Interruption() {}

  /** True once the JVM has begun to shut down, on SIGTERM for instance. */
  static boolean underWay() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException shuttingDown) {
      return true;
    }
  }
}
