package org.medveil.jobs.train;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.PaidRun;
import org.medveil.dp.Release;
import org.medveil.jobs.exchange.StartingPoint;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.PatientExamples;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A paid round over a site's patients, as its plan says. */
final class RoundTraining {
  private final StartingPoint start;
  private final GridGaussian grid;
  private final PaidRun reserved;
  private final RunConduct conduct;

  RoundTraining(StartingPoint start, GridGaussian grid, PaidRun reserved, RunConduct conduct) {
    this.start = start;
    this.grid = grid;
    this.reserved = reserved;
    this.conduct = conduct;
  }

  Release<ModelDelta> of(RoundPlan plan, JavaRDD<PatientExamples> patients) {
    int outputs = start.spec().outputs();
    JavaRDD<DataSet> data = patients.map(patient -> PatientData.dataSet(patient, outputs));
    if (plan instanceof LeastSquaresPlan leastSquares) {
      int buckets = EngineSettings.forBatch(1 << 20).buckets();
      BucketPartitioner parts =
          new BucketPartitioner(buckets, StepDrivers.slots(patients.context()));
      return new LeastSquaresRun(leastSquares.head(start.spec().inputs()), grid, reserved)
          .of(PatientData.cohorts(data, parts), start);
    }
    DpSgdTrainingMaster master =
        new DpSgdTrainingMaster((TrainingPlan) plan, grid, reserved, conduct);
    fit(master, data);
    return master.release().orElseThrow();
  }

  private void fit(DpSgdTrainingMaster master, JavaRDD<DataSet> data) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(data.context());
    float[] flat = start.parameters();
    INDArray parameters = Nd4j.createFromArray(flat).reshape(1, flat.length);
    if (start.spec().isGraph()) {
      ComputationGraph network = new ComputationGraph(start.spec().graphConfiguration());
      network.init();
      network.setParams(parameters);
      new SparkComputationGraph(spark, network, master).fit(data);
    } else {
      MultiLayerNetwork network = new MultiLayerNetwork(start.spec().configuration());
      network.init();
      network.setParams(parameters);
      new SparkDl4jMultiLayer(spark, network, master).fit(data);
    }
  }
}
