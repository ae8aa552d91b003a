package org.medveil.jobs.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelSpec;

/**
 * Engines that wait for the next job's tasks on this executor: compiling a model takes
 * milliseconds. A task borrows one, so no two threads ever use one at a time. Few are kept; the
 * oldest is closed.
 */
final class EnginePool {
  private static final EnginePool OF_THIS_EXECUTOR =
      new EnginePool(Runtime.getRuntime().availableProcessors());

  private final int kept;
  private final Deque<Idle> idle = new ArrayDeque<>();

  EnginePool(int kept) {
    this.kept = kept;
  }

  static EnginePool ofThisExecutor() {
    return OF_THIS_EXECUTOR;
  }

  /** An engine of the recipe; give it back when it has done its work, close it when it has not. */
  ClippedSums borrow(SumRecipe recipe) {
    Make make = Make.of(recipe);
    synchronized (this) {
      for (Iterator<Idle> engines = idle.iterator(); engines.hasNext(); ) {
        Idle engine = engines.next();
        if (engine.make.equals(make)) {
          engines.remove();
          return engine.sums;
        }
      }
    }
    return recipe.engineForOneThread();
  }

  /** Keeps it for the next task. */
  synchronized void giveBack(SumRecipe recipe, ClippedSums sums) {
    idle.addFirst(new Idle(Make.of(recipe), sums));
    while (idle.size() > kept) {
      idle.removeLast().sums.close();
    }
  }

  private record Idle(Make make, ClippedSums sums) {}

  /** What makes two engines the same; the draw is no part of it. */
  private record Make(
      ModelSpec model, EngineSettings engine, double clip, double noise, int dimension) {
    static Make of(SumRecipe recipe) {
      return new Make(
          recipe.model(),
          recipe.engine(),
          recipe.grid().clippingNorm(),
          recipe.grid().noiseMultiplier(),
          recipe.grid().dimension());
    }
  }
}
