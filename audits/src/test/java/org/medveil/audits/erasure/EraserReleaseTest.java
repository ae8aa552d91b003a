package org.medveil.audits.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.simulated.CohortDesign;
import org.medveil.audits.simulated.EmbeddingCohort;
import org.medveil.audits.simulated.Gains;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** From patients to a released eraser, without the noise; the noise is dp-aggregation's to test. */
class EraserReleaseTest {
  private static final AuditRows ROWS = EmbeddingCohort.rows(CohortDesign.of(80, 1));
  private static final int D = 256;
  private static final PublicView WHOLE = PublicView.whole(new double[D], 30);

  @Test
  void withoutNoiseSexAndAgeAreErased() {
    EraserRelease release = release(WHOLE, 0, false, Concept.SEX, Concept.AGE);
    Eraser eraser = release.exact(sum(release));
    assertEquals(2, eraser.rank());
    for (Concept concept : List.of(Concept.SEX, Concept.AGE)) {
      double before = covariance(ROWS, concept);
      double after = covariance(FittedEraser.apply(eraser, ROWS), concept);
      // Patients weigh alike in the release and their images in this test.
      assertTrue(after < .15 * before, concept + ": " + before + " to " + after);
    }
  }

  @Test
  void withoutNoiseItErasesTheDirectionsThatDisentangleErases() {
    ErasurePlan plan = new ErasurePlan(List.of(), ErasurePlan.Method.LEACE, 20, true);
    EraserRelease release = new EraserRelease(plan, WHOLE);
    Moments moments = NoisyMoments.exact(release.shape(), sum(release));
    double ours = scatterLeft(moments, plan.fit(moments));
    double random = scatterLeft(moments, Eraser.none(D));
    assertTrue(ours < .6 * random, ours + " of " + random);
  }

  /** What lies across a projection is not seen, so it must not stay. */
  @Test
  void nothingIsLeftAcrossTheProjection() {
    PublicView view = PublicView.of(publicVectors(), 16).within(30);
    EraserRelease release = release(view, 4, false);
    Eraser eraser = release.exact(sum(release));
    assertEquals(D, eraser.dimension());
    assertEquals(D - 16 + 4, eraser.rank());
    double[] first = eraser.apply(wide(ROWS.row(0).vector()));
    double[] second = eraser.apply(wide(ROWS.row(500).vector()));
    double[] apart = new double[D];
    for (int i = 0; i < D; i++) {
      apart[i] = first[i] - second[i];
    }
    // All that differs between two erased vectors is along the sixteen axes.
    double[] seen = seenApart(view.within(1), first, second);
    assertEquals(norm(apart), norm(seen), 1e-5 * norm(apart));
    assertTrue(norm(apart) > .1);
  }

  @Test
  void aVectorFarOutIsSeenAtTheRadius() {
    PublicView view = PublicView.whole(new double[] {1, 1}, 2);
    assertEquals(1.5, view.of(new float[] {4, 1})[0], 1e-12);
    assertThrows(Refusal.class, () -> PublicView.whole(new double[2], 0));
    assertThrows(Refusal.class, () -> view.of(new float[3]));
    assertThrows(
        Refusal.class, () -> new PublicView(new double[2], 1, new double[][] {{1, 0}, {2, 0}}));
  }

  @Test
  void theForecastKnowsWhenNoiseWins() {
    ErasurePlan plan = new ErasurePlan(List.of(), ErasurePlan.Method.LEACE, 8, true);
    assertTrue(forecast(plan, D, 600).weak());
    assertFalse(forecast(plan, D, 10_000_000).weak());
    // Sixteen times fewer values, and the noise falls with their number to the power of 1.5.
    assertEquals(forecast(plan, D, 600).identity() / 64, forecast(plan, 16, 600).identity(), 1e-3);
    assertEquals(0, forecast(plan, D, 600).concepts());
    ErasurePlan sex = new ErasurePlan(List.of(Concept.SEX), ErasurePlan.Method.LEACE, 0, false);
    assertEquals(0, forecast(sex, D, 600).identity());
    assertTrue(forecast(sex, D, 600).weak());
    assertFalse(forecast(sex, D, 60_000).weak());
  }

  private static ReleaseForecast forecast(ErasurePlan plan, int seen, long patients) {
    MomentShape shape = MomentShape.of(plan, seen);
    return ReleaseForecast.of(plan, shape, shape.grid(4), patients);
  }

  @Test
  void aReleaseRefusesWhatIsNotPublicOrNotPossible() {
    assertRefused(() -> release(WHOLE, 0, false, Concept.ETHNICITY));
    assertRefused(() -> release(WHOLE, D + 1, false));
    assertRefused(
        () ->
            new EraserRelease(
                new ErasurePlan(List.of(Concept.SEX), ErasurePlan.Method.INLP, 0, false), WHOLE));
  }

  /** The result that the ledger remembers names numbers and card: another of either is another. */
  @Test
  void theLedgersResultIsOfThisEraserAlone() {
    EraserRelease release = release(WHOLE, 0, false, Concept.SEX);
    Eraser eraser = release.exact(sum(release));
    EraserFile file = new EraserFile(card("a".repeat(64)), eraser);
    assertEquals(
        ReleasedEraser.result(file), ReleasedEraser.result(EraserFile.parse(file.bytes())));
    assertNotEquals(
        ReleasedEraser.result(file),
        ReleasedEraser.result(new EraserFile(card("b".repeat(64)), eraser)));
    assertNotEquals(
        ReleasedEraser.result(file),
        ReleasedEraser.result(new EraserFile(card("a".repeat(64)), eraser.then(eraser).rounded())));
    Eraser unrounded = new Eraser(new double[] {Math.PI}, new double[0][], new double[0][]);
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> ReleasedEraser.result(new EraserFile(card("a".repeat(64)), unrounded)));
    assertEquals(ExitCode.POLICY_REFUSED, refusal.exitCode());
  }

  @Test
  void aCardIsPaidForOrIsNotReleased() {
    assertThrows(Refusal.class, () -> card(""));
    assertThrows(Refusal.class, () -> card("no hash"));
    assertThrows(
        Refusal.class,
        () ->
            new EraserCard(
                "e", "0".repeat(64), "x", "y", EraserCard.Basis.PATIENTS, "a".repeat(64)));
  }

  private static EraserCard card(String entry) {
    return new EraserCard(
        "flat/1", "0".repeat(64), "leace(sex)", "nothing", EraserCard.Basis.RELEASED, entry);
  }

  private static void assertRefused(Runnable call) {
    assertEquals(ExitCode.USAGE, assertThrows(Refusal.class, call::run).exitCode());
  }

  private static EraserRelease release(
      PublicView view, int rank, boolean keep, Concept... concepts) {
    return new EraserRelease(
        new ErasurePlan(List.of(concepts), ErasurePlan.Method.LEACE, rank, keep), view);
  }

  private static float[] sum(EraserRelease release) {
    Map<String, List<AuditRow>> patients =
        ROWS.all().stream()
            .collect(Collectors.groupingBy(AuditRow::subject, TreeMap::new, Collectors.toList()));
    double[] sum = new double[release.shape().dimension()];
    for (List<AuditRow> rows : patients.values()) {
      List<UnitRow> patient = rows.stream().flatMap(row -> release.row(row).stream()).toList();
      if (!patient.isEmpty()) {
        double[] one = release.shape().contribution(patient);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += one[i];
        }
      }
    }
    float[] floats = new float[sum.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) sum[i];
    }
    return floats;
  }

  /** Norm of the covariance of vectors with a trait. */
  private static double covariance(AuditRows rows, Concept concept) {
    ErasurePlan plan = new ErasurePlan(List.of(concept), ErasurePlan.Method.LEACE, 0, false);
    ConceptColumns columns = ConceptColumns.of(plan, rows.all());
    MomentSums sums = new MomentSums(columns.columns());
    for (AuditRow row : rows.all()) {
      columns.of(row).ifPresent(values -> sums.addUnit(List.of(values)));
    }
    return NormOps_DDRM.normF(sums.moments().withErased());
  }

  private static double scatterLeft(Moments moments, Eraser eraser) {
    return CommonOps_DDRM.trace(moments.after(eraser).between());
  }

  private static float[][] publicVectors() {
    AuditRows people = EmbeddingCohort.rows(new CohortDesign(30, 99, 1, Gains.tuned()));
    return people.all().stream().map(AuditRow::vector).toArray(float[][]::new);
  }

  private static double[] seenApart(PublicView view, double[] first, double[] second) {
    double[] one = view.of(narrow(first));
    double[] other = view.of(narrow(second));
    for (int k = 0; k < one.length; k++) {
      one[k] -= other[k];
    }
    return one;
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  private static double norm(double[] values) {
    return Math.sqrt(java.util.Arrays.stream(values).map(v -> v * v).sum());
  }
}
