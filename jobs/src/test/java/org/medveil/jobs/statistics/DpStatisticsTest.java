package org.medveil.jobs.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.Mechanism;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.Release;
import org.medveil.dp.statistics.Estimate;
import org.medveil.dp.statistics.GroupKey;
import org.medveil.dp.statistics.NoiseShape;
import org.medveil.testkit.LocalSpark;

/** Statistics of a data frame: what is counted, what is not, and what it takes to ask. */
@ExtendWith(LocalSpark.class)
class DpStatisticsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("subject_key", DataTypes.StringType)
          .add("sex", DataTypes.StringType)
          .add("visit", DataTypes.IntegerType)
          .add("age.years", DataTypes.DoubleType);
  private static final List<List<String>> SEXES =
      List.of(List.of("F"), List.of("M"), Arrays.asList((String) null), List.of("nobody"));
  private static final double[] EDGES = {0, 40, 60, 100};

  /** Failures so far; executors share this JVM in local mode. */
  private static final AtomicInteger FAILED = new AtomicInteger();

  private static List<Row> rows() {
    SplittableRandom random = new SplittableRandom(11);
    List<Row> rows = new ArrayList<>();
    for (int p = 0; p < 300; p++) {
      String sex = new String[] {"F", "M", null, "X"}[p % 4];
      int visits = p == 0 ? 5000 : 1 + p % 3;
      for (int visit = 0; visit < visits; visit++) {
        Double age = p % 7 == 0 ? null : p % 11 == 0 ? Double.NaN : random.nextDouble(20, 90);
        rows.add(RowFactory.create("p" + p, sex, visit, p % 13 == 0 ? Double.valueOf(1e300) : age));
      }
    }
    rows.add(RowFactory.create(null, "F", 1, 50.0));
    return rows;
  }

  private static Dataset<Row> data(List<Row> rows) {
    return SparkSession.active().createDataFrame(rows, SCHEMA);
  }

  private static DpStatistics everything(Dataset<Row> data) {
    return DpStatistics.of(data, "subject_key")
        .groupBy("sex")
        .publicGroups(SEXES)
        .maxRowsPerGroup(2)
        .count()
        .patientCount()
        .histogram("age.years", EDGES)
        .sum("visit", 0, 10)
        .mean("age.years", 0, 100)
        .quantile("age.years", List.of(20.0, 40.0, 60.0, 80.0), List.of(0.5));
  }

  private static LedgerReceipt receipt(PlannedStatistics plan) {
    return receipt(plan.mechanisms());
  }

  private static LedgerReceipt receipt(List<Mechanism> mechanisms) {
    return new LedgerReceipt(
        "run-1",
        "eyes",
        PrivacyUnit.PATIENT,
        mechanisms,
        1,
        1e-5,
        "b".repeat(64),
        "rdp",
        "2026-11-24T00:00:00Z");
  }

  private static Map<String, Double> values(PlannedStatistics plan, NoiseSource noise) {
    Map<String, Double> values = new TreeMap<>();
    for (Estimate one : plan.run(receipt(plan), noise).value()) {
      values.put(one.group().values() + " " + one.statistic() + one.cell(), one.value());
    }
    return values;
  }

  @Test
  void itCountsPatientsAndTheirFirstRows() {
    List<Row> rows = rows();
    Map<String, Double> values = values(everything(data(rows)).withNoise(1), new NoNoise());
    for (String sex : new String[] {"F", "M"}) {
      int offset = sex.equals("F") ? 0 : 1;
      long patients = 0;
      long kept = 0;
      for (int p = offset; p < 300; p += 4) {
        patients++;
        kept += p == 0 ? 2 : Math.min(2, 1 + p % 3);
      }
      assertEquals(patients, values.get("[" + sex + "] patients"));
      assertEquals(kept, values.get("[" + sex + "] count"));
    }
    assertEquals(75, values.get("[" + GroupKey.MISSING + "] patients"), "null is a group");
    assertEquals(0, values.get("[nobody] patients"), "a listed group without patients is told");
    assertTrue(values.keySet().stream().noneMatch(name -> name.startsWith("[X]")), "not listed");
    double missing = values.get("[F] histogram(age.years)(missing)");
    assertTrue(missing >= 10, "null and NaN have their own bin: " + missing);
    double high = values.get("[F] histogram(age.years)[100.0, inf)");
    assertTrue(high >= 5, "what is out of range has its own bin: " + high);
    double mean = values.get("[F] mean(age.years)");
    assertTrue(mean > 45 && mean < 75, "1e300 counts as 100: " + mean);
  }

  @Test
  void aTaskThatFailsAndRunsAgainCountsOnce() {
    List<Row> rows = rows();
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    JavaRDD<Row> failing =
        spark
            .parallelize(rows, 4)
            .mapPartitionsWithIndex(
                (index, part) -> {
                  List<Row> all = new ArrayList<>();
                  part.forEachRemaining(all::add);
                  if (index < 2 && TaskContext.get().attemptNumber() == 0) {
                    FAILED.incrementAndGet();
                    throw new IllegalStateException("this executor is gone");
                  }
                  return all.iterator();
                },
                true);
    Map<String, Double> once = values(everything(data(rows)).withNoise(1), new NoNoise());
    Map<String, Double> retried =
        values(
            everything(SparkSession.active().createDataFrame(failing, SCHEMA)).withNoise(1),
            new NoNoise());
    assertTrue(FAILED.get() >= 2, "tasks failed once");
    assertEquals(once, retried);
  }

  /** Patients and their rows in any order and partitioning give the same numbers. */
  @Test
  void partitionsDoNotMatter() {
    Dataset<Row> data = data(rows());
    Map<String, Double> one = values(everything(data.coalesce(1)).withNoise(1), new NoNoise());
    Map<String, Double> many =
        values(everything(data.repartition(7, data.col("visit"))).withNoise(1), new NoNoise());
    assertEquals(one, many);
  }

  @Test
  void groupsFromTheDataNeedEnoughPatients() {
    List<Row> rows = rows();
    rows.add(RowFactory.create("p-rare", "a rare name", 1, 50.0));
    PlannedStatistics plan =
        DpStatistics.of(data(rows), "subject_key")
            .groupBy("sex")
            .privateGroups(1e-6)
            .noise(NoiseShape.LAPLACE)
            .patientCount()
            .withNoise(1);
    Map<String, Double> values = values(plan, NoiseSource.load());
    assertTrue(values.containsKey("[F] patients") && values.containsKey("[X] patients"));
    assertTrue(values.keySet().stream().noneMatch(name -> name.contains("rare")));
    assertEquals(3, plan.mechanisms().size(), "the naming of groups is paid for");
  }

  /** The real sampler, once: 20 numbers, and off by more than nine deviations in none. */
  @Test
  void openDpAddsTheNoise() {
    PlannedStatistics plan = everything(data(rows())).withNoise(0.7);
    Release<List<Estimate>> release = plan.run(receipt(plan), NoiseSource.load());
    assertEquals(plan.mechanisms(), release.mechanisms());
    assertEquals(PrivacyUnit.PATIENT, release.unit());
    Map<String, Double> truth = values(plan, new NoNoise());
    int moved = 0;
    for (Estimate one : release.value()) {
      double off =
          one.value() - truth.get(one.group().values() + " " + one.statistic() + one.cell());
      moved += off != 0 ? 1 : 0;
      if (!one.accuracy().inRanks()) {
        assertTrue(Math.abs(off) <= 9 * one.accuracy().standardDeviation() + 1e-9, one.toString());
      }
    }
    assertTrue(moved > 5, "moved " + moved);
  }

  @Test
  void nothingIsReadWithoutAReservation() {
    Dataset<Row> untouchable =
        SparkSession.active()
            .createDataFrame(
                data(rows())
                    .javaRDD()
                    .map(
                        row -> {
                          throw new AssertionError("a row was read");
                        }),
                SCHEMA);
    PlannedStatistics plan = everything(untouchable).withNoise(1);
    List<Mechanism> cheaper = everything(untouchable).withNoise(1.001).mechanisms();
    Refusal refusal = assertThrows(Refusal.class, () -> plan.run(receipt(cheaper), new NoNoise()));
    assertEquals(ExitCode.POLICY_REFUSED, refusal.exitCode());
  }

  @Test
  void nonsenseIsRefusedBeforeAnythingIsRead() {
    Dataset<Row> data = data(rows());
    List<Runnable> nonsense =
        List.of(
            () -> DpStatistics.of(data, "subject_key").withNoise(1),
            () -> DpStatistics.of(data, "patient").count().withNoise(1),
            () -> DpStatistics.of(data, "subject_key").sum("sex", 0, 1).withNoise(1),
            () -> DpStatistics.of(data, "subject_key").groupBy("sex").count().withNoise(1),
            () ->
                DpStatistics.of(data, "subject_key")
                    .groupBy("sex")
                    .publicGroups(List.of(List.of())));
    for (Runnable one : nonsense) {
      assertEquals(ExitCode.USAGE, assertThrows(Refusal.class, one::run).exitCode());
    }
  }

  /** Lets the exact numbers be seen. */
  private static final class NoNoise implements NoiseSource {
    @Override
    public String id() {
      return "none";
    }

    @Override
    public String sha256() {
      return "0".repeat(64);
    }

    @Override
    public void addDiscreteGaussian(long[] values, double sigma) {}

    @Override
    public void addGridGaussian(long[] values, int bits) {}

    @Override
    public void addDiscreteLaplace(long[] values, double scale) {}

    @Override
    public int select(long[] scores, double scale) {
      int best = 0;
      for (int i = 1; i < scores.length; i++) {
        best = scores[i] > scores[best] ? i : best;
      }
      return best;
    }
  }
}
