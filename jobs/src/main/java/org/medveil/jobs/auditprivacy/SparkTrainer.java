package org.medveil.jobs.auditprivacy;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.medveil.audits.privacy.NoiseTap;
import org.medveil.audits.privacy.TrainerUnderAudit;
import org.medveil.audits.privacy.Training;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PaidRun;
import org.medveil.jobs.train.DpSgdTrainingMaster;
import org.medveil.jobs.train.DriverSettings;
import org.medveil.jobs.train.PatientData;
import org.medveil.jobs.train.TrainingPlan;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The product's trainer as {@code train} uses it: patients as data sets on Spark, {@link
 * DpSgdTrainingMaster}, the site's noise. Canaries go in as patients; only the noise is tapped,
 * after it was added.
 */
final class SparkTrainer implements TrainerUnderAudit {
  private final JavaSparkContext spark;
  private final LedgerReceipt receipt;
  private final NoiseSource noise;
  private final DriverSettings driver;

  /**
   * @param receipt the claim; the trainer refuses any other sampling, noise or number of steps
   * @param noise of the site
   * @param driver where steps are computed
   */
  SparkTrainer(
      JavaSparkContext spark, LedgerReceipt receipt, NoiseSource noise, DriverSettings driver) {
    this.spark = spark;
    this.receipt = receipt;
    this.noise = noise;
    this.driver = driver;
  }

  @Override
  public Trace train(
      ModelSpec model,
      List<PatientExamples> patients,
      Training training,
      OptimizerSettings optimizer) {
    TrainingPlan plan =
        new TrainingPlan(
            1, training.plan(), training.clippingNorm(), training.expectedBatch(), optimizer);
    GridGaussian grid = plan.grid(training.noiseMultiplier(), model);
    NoiseTap tap = new NoiseTap(noise);
    PaidRun paid = plan.participation().run(grid, receipt, tap);
    DpSgdTrainingMaster master =
        new DpSgdTrainingMaster(plan, grid, paid, (step, steps) -> {}).with(driver);
    int outputs = model.outputs();
    JavaRDD<DataSet> data =
        spark
            .parallelize(patients, spark.defaultParallelism())
            .map(patient -> PatientData.dataSet(patient, outputs));
    MultiLayerNetwork network = new MultiLayerNetwork(model.configuration());
    network.init();
    float[] start = model.initialParameters();
    INDArray parameters = Nd4j.createFromArray(start).reshape(1, start.length);
    network.setParams(parameters);
    new SparkDl4jMultiLayer(spark, network, master).fit(data);
    return new Trace(tap.noisySums(grid), master.release().orElseThrow().value().values());
  }
}
