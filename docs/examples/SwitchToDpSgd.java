import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.medveil.dp.JdbcLedger;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.SamplingPlan;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.train.DpSgdTrainingMaster;
import org.medveil.jobs.train.TrainingPlan;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** From DL4J's parameter averaging to DP-SGD by one line. Arguments: site.conf and the ledger. */
public final class SwitchToDpSgd {
  public static void main(String[] args) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(SparkContext.getOrCreate());
    SitePolicy policy = SitePolicy.read(Path.of(args[0])); // whose budget, and its limits
    PrivacyLedger ledger = JdbcLedger.open(args[1], "medveil", new char[0], new PldAccountant());
    // One round of 20 steps, each with a Poisson sample of a quarter of the patients; a patient's
    // gradient is clipped to norm 1, and the noisy sum is divided by 10, a public constant.
    TrainingPlan plan =
        new TrainingPlan(
            1, new SamplingPlan(0.25, 20), 1, 10, new OptimizerSettings("sgd", 1, 0, "none"));
    PrivacyBudget budget = new PrivacyBudget(2, 1e-4); // unit patient, add/remove one

    // TrainingMaster<?, ?> master = averaging();
    TrainingMaster<?, ?> master = DpSgdTrainingMaster.reserved(plan, budget, ledger, policy);

    MultiLayerNetwork network =
        new MultiLayerNetwork(ModelSpec.named("mlp", 8, 1).configuration());
    network.init();
    new SparkDl4jMultiLayer(spark, network, master).fit(spark.parallelize(cohort(), 4));
    System.out.println("trained by " + master.getClass().getSimpleName());
  }

  /** What the line above replaces. */
  static TrainingMaster<?, ?> averaging() {
    return new ParameterAveragingTrainingMaster.Builder(1)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .batchSizePerWorker(8)
        .build();
  }

  /** Forty made-up patients of two images each; a data set must say whose its rows are. */
  static List<DataSet> cohort() {
    List<DataSet> patients = new ArrayList<>();
    for (int p = 0; p < 40; p++) {
      DataSet images = new DataSet(Nd4j.rand(2, 8), Nd4j.valueArrayOf(new int[] {2, 1}, p % 2f));
      images.setExampleMetaData(List.of("patient-" + p, "patient-" + p));
      patients.add(images);
    }
    return patients;
  }
}
