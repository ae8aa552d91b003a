import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PaidRun;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.SamplingPlan;
import org.medveil.jobs.train.DpSgdTrainingMaster;
import org.medveil.jobs.train.DriverSettings;
import org.medveil.jobs.train.PatientData;
import org.medveil.jobs.train.TrainingPlan;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Whole training steps (sampling, gradients, clipping, exact sum, noise, optimizer) by each driver: one line a step,
 * {@code step<TAB>driver<TAB>parameters<TAB>block<TAB>wall ms<TAB>cpu ms}. Cpu is the whole process's. One patient has one
 * image; every patient is drawn with chance 1/2.
 */
final class Overhead {
  private static final int INPUTS = 1024;
  private static final double RATE = 0.5;
  private static final double NOISE = 1;

  private Overhead() {}

  /** Arguments: hidden units, batch, blocks, steps of a block, steps not counted, drivers; {@code sockets} is resident over the network. */
  public static void main(String[] arguments) {
    int hidden = Integer.parseInt(arguments[0]);
    int batch = Integer.parseInt(arguments[1]);
    int blocks = Integer.parseInt(arguments[2]);
    int steps = Integer.parseInt(arguments[3]);
    int warm = Integer.parseInt(arguments[4]);
    String[] drivers = arguments[5].split(",");
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("spark-overhead");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      MultiLayerConfiguration model = model(hidden);
      int parameters = ModelSpec.fromJson(model.toJson()).parameterCount();
      JavaRDD<DataSet> data = data(spark, (int) (batch / RATE));
      for (int block = 0; block < blocks; block++) {
        for (String driver : drivers) {
          // In local mode the tasks sit in the driver's JVM and use the network only when told to.
          boolean sockets = driver.equals("sockets");
          SparkEnv.get().conf().set("spark.medveil.resident.sockets", String.valueOf(sockets));
          Block work = new Block(sockets ? "resident" : driver, parameters, batch, steps);
          train(spark, model, data, work, new Clock(driver, parameters, block, warm));
        }
      }
    }
  }

  private record Block(String driver, int parameters, int batch, int steps) {}

  private static void train(
      JavaSparkContext spark, MultiLayerConfiguration model, JavaRDD<DataSet> data, Block block, Clock clock) {
    TrainingPlan plan =
        new TrainingPlan(
            1, new SamplingPlan(RATE, block.steps()), 1, block.batch(), new OptimizerSettings("sgd", 0.1, 0, "none"));
    GridGaussian grid = new GridGaussian(plan.clippingNorm(), NOISE, block.parameters());
    LedgerReceipt receipt =
        new LedgerReceipt(
            "benchmark", "nobody", PrivacyUnit.PATIENT, List.of(plan.participation().mechanism(NOISE)), 1, 1e-5,
            "0".repeat(64), "pld", "2026-01-01T00:00:00Z");
    PaidRun training = plan.participation().run(grid, receipt, NoiseSource.load());
    MultiLayerNetwork network = new MultiLayerNetwork(model);
    network.init();
    DpSgdTrainingMaster master =
        new DpSgdTrainingMaster(plan, grid, training, (step, of) -> clock.tick(step))
            .with(DriverSettings.named(block.driver()));
    new SparkDl4jMultiLayer(spark, network, master).fit(data);
  }

  private static MultiLayerConfiguration model(int hidden) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .list()
        .layer(new DenseLayer.Builder().nIn(INPUTS).nOut(hidden).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT).nIn(hidden).nOut(5).activation(Activation.SOFTMAX).build())
        .build();
  }

  private static JavaRDD<DataSet> data(JavaSparkContext spark, int patients) {
    // No lambda for the executors: they could not load a class of a program that is one source file.
    List<DataSet> sets = new ArrayList<>();
    for (int p = 0; p < patients; p++) {
      sets.add(PatientData.dataSet(patient(p), 5));
    }
    JavaRDD<DataSet> data = spark.parallelize(sets, 2).persist(StorageLevel.MEMORY_ONLY());
    data.count();
    return data;
  }

  private static PatientExamples patient(int p) {
    SplittableRandom random = new SplittableRandom(p);
    float[] vector = new float[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      vector[i] = (float) random.nextDouble();
    }
    return new PatientExamples("patient-" + p, new float[][] {vector}, new int[] {p % 5});
  }

  /** From the end of one step to the end of the next. */
  private static final class Clock {
    private final com.sun.management.OperatingSystemMXBean system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final String label;
    private final int warm;
    private long wall;
    private long cpu;

    Clock(String driver, int parameters, int block, int warm) {
      this.label = "step\t" + driver + "\t" + parameters + "\t" + block;
      this.warm = warm;
    }

    void tick(int step) {
      long now = System.nanoTime();
      long used = system.getProcessCpuTime();
      if (step > warm) {
        System.out.println(label + "\t" + (now - wall) / 1e6 + "\t" + (used - cpu) / 1e6);
      }
      wall = System.nanoTime();
      cpu = used;
    }
  }
}
