import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.PrivateTraining;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.StepPoint;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Steps of Medveil's engine and of DL4J's own fit, as the benchmark asks for them. */
public final class Engine {
  private static final double CLIP = 1;
  private static final float RATE = 0.05f;
  private static final double NOISE_MULTIPLIER = 1;
  private static final SamplingPlan PLAN = new SamplingPlan(1, 100_000);
  private static final int WARM_UP = 40;

  private final String workload;
  private final int threads;
  private final ModelSpec spec;
  private final float[] parameters;
  private final int[] labels;
  private final float[][] images;
  private final GridGaussian grid;
  private final NoiseSource noise = NoiseSource.load();
  private final List<ClippedSums> engines = new ArrayList<>();
  private final List<Cohort> cohorts = new ArrayList<>();
  private final List<long[]> sums = new ArrayList<>();
  private final PrivateTraining training;
  private final ExecutorService pool;
  private int step;
  private Model dl4j;
  private DataSet all;

  private Engine(String workload, int threads, Path export) throws IOException {
    this.workload = workload;
    this.threads = threads;
    this.spec =
        ModelSpec.fromJson(
            switch (workload) {
              case "A" -> Nets.mlp();
              case "B" -> Nets.mnist();
              case "C" -> Nets.resnet9();
              default -> throw new IllegalArgumentException("there is no workload " + workload);
            });
    this.parameters = floats(export.resolve("parameters.f32"));
    this.labels = ints(export.resolve("labels.i32"));
    float[] flat = floats(export.resolve("inputs.f32"));
    int width = flat.length / labels.length;
    this.images =
        IntStream.range(0, labels.length)
            .mapToObj(i -> Arrays.copyOfRange(flat, i * width, (i + 1) * width))
            .toArray(float[][]::new);
    this.grid = new GridGaussian(CLIP, NOISE_MULTIPLIER, parameters.length);
    // Accounted nowhere: a benchmark's examples are drawn numbers, and nothing is published.
    this.training =
        new PrivateTraining(
            PLAN,
            grid,
            new LedgerReceipt(
                "benchmark",
                "drawn-numbers",
                PrivacyUnit.PATIENT,
                List.of(PLAN.mechanism(NOISE_MULTIPLIER)),
                0,
                1e-5,
                "0".repeat(64),
                "none",
                "1970-01-01T00:00:00Z"),
            noise);
    EngineSettings settings = EngineSettings.forBatch(labels.length);
    List<List<PatientExamples>> parts = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      parts.add(new ArrayList<>());
    }
    for (int i = 0; i < labels.length; i++) {
      String key = "example-" + i;
      // A bucket lies wholly in one part, as on a cluster; with one bucket one part is empty.
      int part = Cohort.bucket(Cohort.hash(key), Math.max(threads, settings.buckets())) % threads;
      parts.get(part).add(new PatientExamples(key, new float[][] {images[i]}, new int[] {labels[i]}));
    }
    for (List<PatientExamples> part : parts) {
      cohorts.add(Cohort.of(part));
      engines.add(spec.sums(grid, settings));
      sums.add(new long[parameters.length]);
    }
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /** What a site does in a step: clipped sums, exact noise, division by a constant, update. */
  private void privateStep() {
    float[] noisy = training.step(sum()).value();
    float scale = RATE / labels.length;
    for (int i = 0; i < noisy.length; i++) {
      parameters[i] -= scale * noisy[i];
    }
    step++;
  }

  private long[] sum() {
    if (threads == 1) {
      return part(0);
    }
    try {
      long[] sum = null;
      List<Callable<long[]>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int part = t;
        tasks.add(() -> part(part));
      }
      for (Future<long[]> one : pool.invokeAll(tasks)) {
        long[] more = one.get();
        for (int i = 0; sum != null && i < more.length; i++) {
          sum[i] += more[i];
        }
        sum = sum == null ? more : sum;
      }
      return sum;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long[] part(int part) {
    long[] sum = sums.get(part);
    Arrays.fill(sum, 0);
    Cohort cohort = cohorts.get(part);
    engines
        .get(part)
        .add(
            new StepPoint(parameters, step),
            cohort,
            IntStream.range(0, cohort.size()).toArray(),
            sum);
    return sum;
  }

  /** The clipped sum's distance from the one that the peers computed in double. */
  private double error(Path export) throws IOException {
    float[] expected = floats(export.resolve("clipped-sum.f32"));
    long[] sum = sum();
    double distance = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = sum[i] * grid.gridStep() - expected[i];
      distance += difference * difference;
      norm += (double) expected[i] * expected[i];
    }
    return Math.sqrt(distance / norm);
  }

  /** DL4J's own step on the whole batch, without privacy. */
  private void fit() {
    if (dl4j == null) {
      INDArray truth = Nd4j.zeros(labels.length, spec.outputs());
      for (int i = 0; i < labels.length; i++) {
        truth.putScalar(i, labels[i], 1);
      }
      all = new DataSet(Nd4j.create(images), truth);
      if (spec.isGraph()) {
        ComputationGraph graph = new ComputationGraph(spec.graphConfiguration());
        graph.init();
        dl4j = graph;
      } else {
        MultiLayerNetwork network = new MultiLayerNetwork(spec.configuration());
        network.init();
        dl4j = network;
      }
    }
    if (dl4j instanceof ComputationGraph graph) {
      graph.fit(all);
    } else if (dl4j instanceof MultiLayerNetwork network) {
      network.fit(all);
    }
  }

  private String block(String mode, int repeats) throws IOException {
    Runnable action =
        switch (mode) {
          case "medveil" -> this::privateStep;
          case "dl4j" -> this::fit;
          default -> null;
        };
    if (action == null) {
      return "missing\t" + mode + "\tno such mode";
    }
    action.run();
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] wall = new double[repeats];
    long cpu = machine.getProcessCpuTime();
    for (int i = 0; i < repeats; i++) {
      long begin = System.nanoTime();
      action.run();
      wall[i] = (System.nanoTime() - begin) / 1e6;
    }
    double cpuMs = (machine.getProcessCpuTime() - cpu) / 1e6 / repeats;
    Arrays.sort(wall);
    return String.format(
        "row\t%s\t%s\t%d\t%.4f\t%.4f\t%.4f\t%.1f",
        mode, workload, threads, wall[0], wall[repeats / 2], cpuMs, peakMb());
  }

  private static double peakMb() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  public static void main(String[] words) throws IOException {
    Path export = Path.of(words[2]);
    Engine engine = new Engine(words[0], Integer.parseInt(words[1]), export);
    System.out.printf("check\tmedveil\t%s\t%.3g%n", words[0], engine.error(export));
    for (int i = 0; i < WARM_UP && !words[0].equals("C"); i++) {
      engine.privateStep(); // until the compiler has seen the loops
    }
    System.out.printf(
        "ready\tMedveil, noise %s, Java %s%n",
        engine.noise.id(), System.getProperty("java.version"));
    BufferedReader asked = new BufferedReader(new InputStreamReader(System.in));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      String[] question = line.trim().split("\\s+");
      System.out.println(engine.block(question[1], Integer.parseInt(question[2])));
      System.out.flush();
    }
    engine.pool.shutdown();
  }

  private static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] out = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(out);
    return out;
  }

  private static int[] ints(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int[] out = new int[bytes.remaining() / Integer.BYTES];
    bytes.asIntBuffer().get(out);
    return out;
  }
}
