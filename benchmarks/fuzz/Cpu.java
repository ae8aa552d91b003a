import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of a thread. */
final class Cpu {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Cpu() {}

  /** Nanoseconds. */
  static long of(Thread thread) {
    return THREADS.getThreadCpuTime(thread.getId());
  }
}
