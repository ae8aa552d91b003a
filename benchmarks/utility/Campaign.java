import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.NoiseCalibration;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.PrivateTraining;
import org.medveil.dp.Reservation;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.LeastSquaresHead;
import org.medveil.learning.LeastSquaresSettings;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.Optimizer;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.StepPoint;

/** One site's runs, private ones paid in the ledger, each with a cohort and budget of its own. */
final class Campaign {
  private static final double DELTA = 1e-4;
  // Without privacy: a clip that no gradient reaches, and the least noise of a grid, not added.
  private static final double NO_CLIP = 1e6;
  private static final double LEAST_NOISE = 0.01;

  private final NoiseSource noise = NoiseSource.load();
  private final PldAccountant accountant = new PldAccountant();
  private final Map<List<Object>, Double> calibrated = new HashMap<>();
  private final PrivacyLedger ledger;

  Campaign(PrivacyLedger ledger) {
    this.ledger = ledger;
  }

  String noise() {
    return noise.id();
  }

  /**
   * A trained model.
   *
   * @param noiseMultiplier that was calibrated, NaN without privacy
   * @param epsilon spent by the ledger's account, NaN without privacy
   */
  record Model(ModelSpec spec, float[] parameters, double noiseMultiplier, double epsilon) {}

  /**
   * DP-SGD.
   *
   * @param expectedBatch public constant that the noisy sum is divided by
   * @param budget infinite: no clip and no noise, the same draws and steps
   */
  record Gradient(
      ModelSpec spec,
      SamplingPlan plan,
      double clip,
      int expectedBatch,
      OptimizerSettings optimizer) {}

  Model gradient(String run, Gradient settings, List<PatientExamples> patients, double budget) {
    boolean paid = Double.isFinite(budget);
    SamplingPlan plan = settings.plan();
    ModelSpec spec = settings.spec();
    double multiplier = paid ? multiplier(budget, plan) : LEAST_NOISE;
    GridGaussian grid =
        new GridGaussian(paid ? settings.clip() : NO_CLIP, multiplier, spec.trainableCount());
    LedgerReceipt receipt = paid ? reserve(run, plan, multiplier, budget) : null;
    PrivateTraining training = paid ? new PrivateTraining(plan, grid, receipt, noise) : null;
    Cohort cohort = Cohort.of(patients);
    Optimizer optimizer =
        new Optimizer(settings.optimizer(), spec.parameterCount(), plan.steps());
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    float[] start = spec.initialParameters();
    float[] parameters = start;
    try (ClippedSums sums =
        spec.sums(grid, EngineSettings.forBatch(settings.expectedBatch()))) {
      for (int step = 0; step < plan.steps(); step++) {
        long[] sum = new long[spec.trainableCount()];
        int[] sampled = plan.draw(secret, step).sample(0, cohort.size());
        sums.add(new StepPoint(parameters, step), cohort, sampled, sum);
        float[] mean = paid ? training.step(sum).value() : plain(sum, grid);
        for (int i = 0; i < mean.length; i++) {
          mean[i] /= settings.expectedBatch();
        }
        parameters = optimizer.update(parameters, mean);
      }
    }
    float[] end = optimizer.averaged();
    if (paid) {
      commit(run, training, new ModelDelta(spec.sha256(), difference(end, start)));
    }
    return new Model(spec, end, paid ? multiplier : Double.NaN, spent(receipt));
  }

  Model leastSquares(String run, List<PatientExamples> patients, double budget) {
    boolean paid = Double.isFinite(budget);
    SamplingPlan plan = new SamplingPlan(1, 1);
    double multiplier = paid ? multiplier(budget, plan) : LEAST_NOISE;
    int width = patients.get(0).features()[0].length;
    LeastSquaresHead head = new LeastSquaresHead(width, 2, LeastSquaresSettings.USUAL);
    GridGaussian grid = head.grid(multiplier);
    LedgerReceipt receipt = paid ? reserve(run, plan, multiplier, budget) : null;
    long[] sum = new long[head.dimension()];
    for (PatientExamples patient : patients) {
      head.addPatient(patient, grid, sum);
    }
    ModelSpec spec = ModelSpec.named("logistic", width, 0);
    float[] solved;
    if (paid) {
      PrivateTraining training = new PrivateTraining(plan, grid, receipt, noise);
      solved = head.solve(training.step(sum), grid).value();
      commit(run, training, new ModelDelta(spec.sha256(), solved));
    } else {
      solved = head.solve(plain(sum, grid), grid);
    }
    return new Model(spec, solved, paid ? multiplier : Double.NaN, spent(receipt));
  }

  private double multiplier(double budget, SamplingPlan plan) {
    return calibrated.computeIfAbsent(
        List.of(budget, plan),
        asked ->
            NoiseCalibration.noiseMultiplier(new PrivacyBudget(budget, DELTA), plan, accountant));
  }

  private LedgerReceipt reserve(String run, SamplingPlan plan, double multiplier, double budget) {
    return ledger.reserve(
        new Reservation(
            run,
            run.replace('/', '-'),
            PrivacyUnit.PATIENT,
            List.of(plan.mechanism(multiplier)),
            new PrivacyBudget(budget, DELTA),
            "benchmark"));
  }

  private void commit(String run, PrivateTraining training, ModelDelta delta) {
    ledger.commit(run, training.finish(delta).value());
  }

  private static double spent(LedgerReceipt receipt) {
    return receipt == null ? Double.NaN : receipt.epsilonAfter();
  }

  private static float[] plain(long[] sum, GridGaussian grid) {
    float[] plain = new float[sum.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (float) (sum[i] * grid.gridStep());
    }
    return plain;
  }

  private static float[] difference(float[] end, float[] start) {
    float[] difference = end.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= start[i];
    }
    return difference;
  }
}
