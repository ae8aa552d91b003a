package org.medveil.jobs.train;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.medveil.jobs.train.resident.Order;
import org.medveil.jobs.train.resident.StageLine;
import org.medveil.jobs.train.resident.StageTicket;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.Cohort;
import org.medveil.learning.StepPoint;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;

/** A task that stays: it holds its patients and its engine and computes step after step. */
final class ResidentTask extends AbstractFunction1<Iterator<Cohort>, Iterator<Object>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StageTicket ticket;
  private final SumRecipe recipe;

  ResidentTask(StageTicket ticket, SumRecipe recipe) {
    this.ticket = ticket;
    this.recipe = recipe;
  }

  @Override
  public Iterator<Object> apply(Iterator<Cohort> partition) {
    TaskContext task = TaskContext.get();
    Cohort cohort = partition.hasNext() ? partition.next() : Cohort.of(List.of());
    partition.hasNext(); // read to its end, so that Spark unlocks the cached block
    long[] sum = new long[recipe.length()];
    try (ClippedSums sums = recipe.engineForOneThread();
        StageLine line = StageLine.connect(ticket, task.partitionId(), SparkEnv.get().conf())) {
      Optional<Order> order = line.next(task::isInterrupted);
      while (order.isPresent()) {
        Arrays.fill(sum, 0);
        Order now = order.get();
        StepPoint point = new StepPoint(now.parameters(), now.step(), now.clippingNorm());
        recipe.add(sums, point, cohort, sum);
        line.send(now.step(), sum);
        order = line.next(task::isInterrupted);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the driver cannot be reached any more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the task was stopped", e);
    }
    return JavaConverters.asScalaIterator(Collections.emptyIterator());
  }
}
