import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.erasure.Concept;
import org.medveil.audits.erasure.Eraser;
import org.medveil.audits.erasure.EraserRelease;
import org.medveil.audits.erasure.ErasurePlan;
import org.medveil.audits.erasure.PublicView;
import org.medveil.audits.erasure.ReleaseForecast;
import org.medveil.audits.erasure.UnitRow;
import org.medveil.audits.removal.Attacker;
import org.medveil.audits.removal.Removal;
import org.medveil.audits.removal.RemovalSettings;
import org.medveil.audits.removal.Target;
import org.medveil.audits.simulated.CohortDesign;
import org.medveil.audits.simulated.EmbeddingCohort;
import org.medveil.audits.simulated.Gains;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.NoiseCalibration;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyBudget;

/**
 * What erasers of a noisy release are worth on a simulated cohort, by patients, epsilon and
 * projection: the release's own sums, grid and noise, attackers trained anew on erased vectors of
 * at most 900 patients of the release, tried on 200 others.
 *
 * <p>PATIENTS,… EPSILONS,… DELTA SEED VIEWS,… DRAWS. Prints one line a release, columns as in the
 * first line.
 */
public final class EraserFrontier {
  private static final int TEST = 200;
  private static final int TRAIN = 900;
  private static final int DIMENSION = 256;
  // Without noise, for comparison: the smallest that a grid takes.
  private static final double HARDLY_ANY = .01;

  private final AuditRows all;
  private final AuditRows test;
  private final int most;
  private final long seed;
  private final NoiseSource noise = NoiseSource.load();

  private EraserFrontier(int most, long seed) {
    this.most = most;
    this.seed = seed;
    this.all = EmbeddingCohort.rows(CohortDesign.of(most + TEST, seed));
    this.test = all.where(row -> number(row) >= most);
  }

  public static void main(String[] words) {
    int[] patients = Arrays.stream(words[0].split(",")).mapToInt(Integer::parseInt).toArray();
    double[] epsilons = Arrays.stream(words[1].split(",")).mapToDouble(Double::parseDouble).toArray();
    double delta = Double.parseDouble(words[2]);
    long seed = Long.parseLong(words[3]);
    EraserFrontier frontier = new EraserFrontier(Arrays.stream(patients).max().getAsInt(), seed);
    System.out.println(
        "view\tvalues\tpatients\tepsilon\terased\tforecast\tLDA\tsex\tage\tlabel");
    for (String name : words[4].split(",")) {
      PublicView view = frontier.view(name);
      for (int count : patients) {
        Removal removal = frontier.removal(count);
        frontier.line(name, view, count, "-", "nothing", removal, view.projection());
        for (ErasurePlan plan : plans(view.seen())) {
          for (double epsilon : epsilons) {
            double multiplier =
                epsilon == Double.POSITIVE_INFINITY
                    ? HARDLY_ANY
                    : NoiseCalibration.noiseMultiplier(
                        new PrivacyBudget(epsilon, delta), 1, 1, new PldAccountant());
            for (int draw = 0; draw < Integer.parseInt(words[5]); draw++) {
              frontier.released(name, view, count, plan, epsilon, multiplier, removal);
            }
          }
        }
      }
    }
  }

  private void released(
      String name,
      PublicView view,
      int count,
      ErasurePlan plan,
      double epsilon,
      double multiplier,
      Removal removal) {
    EraserRelease release = new EraserRelease(plan, view);
    GridGaussian grid = release.shape().grid(multiplier);
    float[] noisy = grid.release(sum(release, grid, count), noise).value();
    ReleaseForecast forecast = ReleaseForecast.of(plan, release.shape(), grid, count);
    String figure =
        String.format(
            Locale.ROOT, "%.3g", plan.identityRank() > 0 ? forecast.identity() : forecast.concepts());
    line(
        name,
        view,
        count,
        epsilon + "\t" + plan.words() + "\t" + figure,
        removal,
        release.fit(noisy, grid));
  }

  private void line(
      String name,
      PublicView view,
      int count,
      String epsilon,
      String erased,
      Removal removal,
      Eraser eraser) {
    line(name, view, count, epsilon + "\t" + erased + "\t-", removal, eraser);
  }

  private void line(
      String name, PublicView view, int count, String middle, Removal removal, Eraser eraser) {
    AuditRows train = train(count);
    List<Target> targets =
        List.of(Target.of(Concept.SEX, train), Target.of(Concept.AGE, train), Target.label());
    List<Removal.Question> told = removal.linearQuestions(eraser, targets);
    System.out.printf(
        Locale.ROOT,
        "%s\t%d\t%d\t%s\t%.3f\t%.3f\t%.3f\t%.3f%n",
        name,
        view.seen(),
        count,
        middle,
        removal.attacks(eraser, List.of(Attacker.LDA)).get(0).after().rate().value(),
        told.get(0).after().value(),
        told.get(1).after().value(),
        told.get(2).after().value());
  }

  private static List<ErasurePlan> plans(int seen) {
    int rank = seen == DIMENSION ? 96 : seen * 3 / 4;
    return List.of(
        new ErasurePlan(
            List.of(Concept.SEX, Concept.AGE), ErasurePlan.Method.LEACE, 0, false),
        new ErasurePlan(List.of(), ErasurePlan.Method.LEACE, rank, true));
  }

  /**
   * {@code whole}, {@code random-D}, or {@code public-D}: principal axes of other simulated people
   * under the same encoder, who also give centre and radius.
   */
  private PublicView view(String name) {
    float[][] people =
        EmbeddingCohort.rows(new CohortDesign(300, seed + 1000, seed, Gains.tuned())).all().stream()
            .map(AuditRow::vector)
            .toArray(float[][]::new);
    if (name.equals("whole")) {
      return PublicView.of(people, DIMENSION);
    }
    int seen = Integer.parseInt(name.substring(name.indexOf('-') + 1));
    return name.startsWith("public-")
        ? PublicView.of(people, seen)
        : PublicView.along(random(seen), people);
  }

  private static double[][] random(int seen) {
    SplittableRandom chance = new SplittableRandom(seen);
    double[][] axes = new double[seen][DIMENSION];
    for (double[] axis : axes) {
      for (int i = 0; i < DIMENSION; i++) {
        // A sum of uniforms: any law without a preferred direction to speak of does.
        for (int k = 0; k < 12; k++) {
          axis[i] += chance.nextDouble() - .5;
        }
      }
    }
    return axes;
  }

  private AuditRows train(int count) {
    return all.where(row -> number(row) < Math.min(count, TRAIN));
  }

  private Removal removal(int count) {
    return new Removal(train(count), test, RemovalSettings.seeded(seed));
  }

  private long[] sum(EraserRelease release, GridGaussian grid, int count) {
    long[] sum = new long[release.shape().dimension()];
    List<UnitRow> patient = new ArrayList<>();
    String before = null;
    for (AuditRow row : all.all()) {
      if (number(row) < count) {
        if (before != null && !before.equals(row.subject())) {
          release.shape().addPatient(patient, grid, sum);
          patient.clear();
        }
        before = row.subject();
        release.row(row).ifPresent(patient::add);
      }
    }
    release.shape().addPatient(patient, grid, sum);
    return sum;
  }

  private static int number(AuditRow row) {
    return Integer.parseInt(row.subject().substring("simulated-".length()));
  }
}
