package org.medveil.jobs.train;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.PaidRun;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.Release;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelSpec;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Private training with the patient as unit, as a drop-in for DL4J's own training masters: {@code
 * new SparkDl4jMultiLayer(sc, conf, DpSgdTrainingMaster.reserved(...)).fit(data)}, and the same for
 * {@code SparkComputationGraph}. Per step (Abadi et al. 2016, Alg. 1, with a patient's mean
 * gradient in the place of an example's): the step's patients as the plan says, by true Poisson
 * sampling (DP-SGD) or each in one step of the run (DP-FTRL), clipping, exact integer sum over the
 * executors, discrete Gaussian noise once at the driver, division by a public constant.
 *
 * <p>Everything DL4J offers that would let an un-noised value out (worker instances, listeners,
 * scores, temporary exports) is refused.
 */
public final class DpSgdTrainingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {
  private final TrainingPlan plan;
  private final ReservedRun reserved;
  private final RunConduct conduct;
  private boolean begun;
  private Release<ModelDelta> release;

  /**
   * @param plan public settings
   * @param grid clip, grid and noise, the same object the training's reservation was made from
   * @param training the reserved run: adds the noise, counts the steps
   * @param onStep told (step, steps) after every step
   */
  public DpSgdTrainingMaster(
      TrainingPlan plan, GridGaussian grid, PaidRun training, BiConsumer<Integer, Integer> onStep) {
    this(plan, grid, training, RunConduct.of(onStep));
  }

  DpSgdTrainingMaster(TrainingPlan plan, GridGaussian grid, PaidRun training, RunConduct conduct) {
    this(plan, model -> new ReservedRun.Paid(grid, training), conduct);
  }

  private DpSgdTrainingMaster(TrainingPlan plan, ReservedRun reserved, RunConduct conduct) {
    this.plan = plan;
    this.reserved = reserved;
    this.conduct = conduct;
  }

  /**
   * Calibrates the noise and reserves one round's budget for a run of its own; each call is another
   * run and spends anew. After {@code fit} the reservation stands until it is voided: a run that is
   * published needs {@code train}, which commits.
   *
   * @param plan public settings
   * @param budget ε and δ of all rounds of the plan together, unit patient, add/remove one; δ below
   *     one over the number of patients, which {@code fit} checks
   * @param ledger where the cohort's budget is booked
   * @param policy the site's: cohort, limits, source of noise, and one purpose ({@link
   *     SitePolicy#forPurpose})
   * @throws Refusal exit 90 if the cohort's budget does not allow it; exit 77 if the policy does
   *     not; exit 2 if no noise is enough
   */
  public static DpSgdTrainingMaster reserved(
      TrainingPlan plan, PrivacyBudget budget, PrivacyLedger ledger, SitePolicy policy) {
    return new DpSgdTrainingMaster(
        plan, ReservedRun.of(plan, budget, ledger, policy), RunConduct.of((step, steps) -> {}));
  }

  /** The same with its steps computed elsewhere; the result is the same to the last bit. */
  public DpSgdTrainingMaster with(DriverSettings drivers) {
    return new DpSgdTrainingMaster(plan, reserved, conduct.with(drivers));
  }

  /** The protected result: the change of the parameters. Empty before {@code fit}. */
  public Optional<Release<ModelDelta>> release() {
    return Optional.ofNullable(release);
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> trainingData) {
    ModelSpec spec = ModelSpec.fromJson(network.getNetwork().getLayerWiseConfigurations().toJson());
    float[] end = trained(spec, network.getNetwork().params().toFloatVector(), trainingData);
    network.getNetwork().setParams(Nd4j.createFromArray(end).reshape(1, end.length));
  }

  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> trainingData) {
    ModelSpec spec = ModelSpec.fromJson(graph.getNetwork().getConfiguration().toJson());
    float[] end = trained(spec, graph.getNetwork().params().toFloatVector(), trainingData);
    graph.getNetwork().setParams(Nd4j.createFromArray(end).reshape(1, end.length));
  }

  /** The parameters after all steps; the release is made on the way. */
  private float[] trained(ModelSpec spec, float[] start, JavaRDD<DataSet> trainingData) {
    if (begun) {
      throw Refusal.budget(
          "this training has run, or failed on its way; its reservation is used up",
          "reserve budget for another run");
    }
    plan.requireSuits(spec);
    EngineSettings engine = plan.engine(conduct.drivers().microBatch());
    // Two engines per core would only queue: as many partitions as there are slots.
    int slots = StepDrivers.slots(trainingData.context());
    JavaRDD<Cohort> cohorts =
        PatientData.cohorts(trainingData, new BucketPartitioner(engine.buckets(), slots))
            .persist(StorageLevel.MEMORY_ONLY()); // never spilled: vectors stay off the disks
    ReservedRun.Paid paid = reserved.of(spec);
    reserved.permit(cohorts);
    SumRecipe recipe =
        new SumRecipe(
            spec, paid.grid(), engine, StepPatients.of(plan.participation(), engine.buckets()));
    try (StepDriver driver =
        new StepDrivers(cohorts, recipe, conduct.say()).open(conduct.drivers())) {
      TrainingRun run = new TrainingRun(plan, new TrainedPart(spec), paid.run(), conduct);
      begun = true;
      float[] end = run.steps(driver, start);
      float[] delta = new float[end.length];
      for (int i = 0; i < end.length; i++) {
        delta[i] = end[i] - start[i];
      }
      release = run.finish(new ModelDelta(spec.sha256(), delta));
      return end;
    } finally {
      cohorts.unpersist();
    }
  }

  private static UnsupportedOperationException refused(String what) {
    return new UnsupportedOperationException(
        "DpSgdTrainingMaster refuses " + what + ": it would let un-noised values out");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw refused("worker instances");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw refused("worker instances");
  }

  @Override
  public void executeTrainingPaths(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> paths,
      DataSetLoader loader,
      MultiDataSetLoader multiLoader) {
    throw refused("exported data sets");
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> data) {
    throw Refusal.usage(
        "data sets with several inputs or outputs are not supported", "fit a JavaRDD<DataSet>");
  }

  @Override
  public void addHook(TrainingHook hook) {
    throw refused("training hooks");
  }

  @Override
  public void removeHook(TrainingHook hook) {
    throw refused("training hooks");
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    refuseAny(listeners);
  }

  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> listeners) {
    refuseAny(listeners);
  }

  private static void refuseAny(Collection<TrainingListener> listeners) {
    if (listeners != null && !listeners.isEmpty()) {
      throw refused("listeners");
    }
  }

  @Override
  public void setCollectTrainingStats(boolean collect) {
    if (collect) {
      throw refused("training statistics");
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return false;
  }

  @Override
  public SparkTrainingStats getTrainingStats() {
    throw refused("training statistics");
  }

  @Override
  public String toJson() {
    throw refused("serialisation: a reservation cannot be copied");
  }

  @Override
  public String toYaml() {
    throw refused("serialisation: a reservation cannot be copied");
  }

  @Override
  public boolean deleteTempFiles(JavaSparkContext sc) {
    return true;
  }

  @Override
  public boolean deleteTempFiles(SparkContext sc) {
    return true;
  }
}
