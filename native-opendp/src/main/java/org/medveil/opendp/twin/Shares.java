package org.medveil.opendp.twin;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** Cuts a vector into shares and gives each a thread and a key of its own. */
final class Shares {
  /** A shorter piece of work is not worth a thread. */
  private static final int SMALLEST = 4096;

  private Shares() {}

  /**
   * Returns when all of it is done. All keys are drawn before any work begins.
   *
   * @throws IllegalStateException where a share failed
   */
  static void run(int length, int threads, Consumer<Share> work) {
    int size = Math.max(SMALLEST, (length - 1) / threads + 1);
    SecureRandom system = AesWords.system();
    List<FutureTask<Void>> tasks = new ArrayList<>();
    for (int from = 0; from < length; from += size) {
      Share share = new Share(AesWords.fresh(system), from, Math.min(length, from + size));
      tasks.add(new FutureTask<>(() -> work.accept(share), null));
    }
    tasks.stream().skip(1).forEach(task -> new Thread(task, "medveil-noise").start());
    tasks.get(0).run();
    for (FutureTask<Void> task : tasks) {
      await(task);
    }
  }

  private static void await(FutureTask<Void> task) {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("no noise was added: a share failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("no noise was added: interrupted", e);
    }
  }
}
