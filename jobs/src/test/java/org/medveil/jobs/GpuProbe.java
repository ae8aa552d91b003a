package org.medveil.jobs;

import java.io.Serializable;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** Which GPU is whose: as many tasks at once as the argument says, each naming its own. */
public final class GpuProbe {
  private GpuProbe() {}

  public static void main(String[] arguments) {
    int tasks = Integer.parseInt(arguments[0]);
    ClassTag<String> text = ClassTag$.MODULE$.apply(String.class);
    try (JavaSparkContext spark = new JavaSparkContext()) {
      JavaRDD<Integer> rows = spark.parallelize(IntStream.range(0, tasks).boxed().toList(), tasks);
      List<String> seen =
          JavaRDD.fromRDD(rows.rdd().barrier().mapPartitions(new Address(), false, text), text)
              .collect();
      System.out.println("GPUS " + new TreeSet<>(seen));
    }
  }

  private static final class Address extends AbstractFunction1<Iterator<Integer>, Iterator<String>>
      implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Iterator<String> apply(Iterator<Integer> rows) {
      String[] own = BarrierTaskContext.get().resourcesJMap().get("gpu").addresses();
      return scala.collection.JavaConverters.asScalaIterator(
          List.of(String.join("+", own)).iterator());
    }
  }
}
