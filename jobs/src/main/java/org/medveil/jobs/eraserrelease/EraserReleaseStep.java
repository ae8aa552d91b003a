package org.medveil.jobs.eraserrelease;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.audits.erasure.EraserCard;
import org.medveil.audits.erasure.EraserFile;
import org.medveil.audits.erasure.EraserRelease;
import org.medveil.audits.erasure.MomentShape;
import org.medveil.audits.erasure.ReleasedEraser;
import org.medveil.audits.erasure.UnitRow;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.PrivateTraining;
import org.medveil.dp.Release;
import org.medveil.dp.SamplingPlan;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.encode.Encoder;

/**
 * One release: reserve, add up with noise, fit, keep, commit.
 *
 * @param planned what is released, and how it was priced
 * @param agreement of the vectors
 * @param policy the site's limits
 * @param store the site's tables
 */
record EraserReleaseStep(
    PlannedRelease planned, DataUseAgreement agreement, SitePolicy policy, TableStore store) {
  private static final SamplingPlan EVERY_PATIENT_ONCE = new SamplingPlan(1, 1);

  /** The eraser that stands now; {@code fresh} when this call made it. */
  record Outcome(LedgerReceipt receipt, EraserFile eraser, boolean fresh) {}

  Outcome run(PrivacyLedger ledger, NoiseSource noise) {
    String runId = runId();
    Optional<LedgerReceipt> earlier = ledger.receipt(runId);
    EraserPlace place = new EraserPlace(planned.settings().out());
    Optional<EraserFile> kept = place.kept(earlier.map(LedgerReceipt::entryHash));
    if (kept.isPresent()) {
      ledger.commit(runId, ReleasedEraser.result(kept.get()));
      return new Outcome(earlier.get(), kept.get(), false);
    }
    Dataset<Row> rows = PatientRows.of(store, agreement, planned.encoder());
    permit(rows);
    EraserRelease release = planned.release();
    LedgerReceipt receipt =
        ledger.reserve(
            policy.reservation(
                runId,
                List.of(EVERY_PATIENT_ONCE.mechanism(planned.grid().noiseMultiplier())),
                agreement.purpose()));
    PrivateTraining paid = EVERY_PATIENT_ONCE.run(planned.grid(), receipt, noise);
    Release<float[]> noisy = paid.step(sum(PatientRows.grouped(rows, agreement, release)));
    Release<EraserFile> fitted = fitted(release, noisy, receipt, ledger);
    Release<ModelDelta> result = paid.finish(ReleasedEraser.result(fitted.value()));
    // Kept first, committed second: a crash between the two is healed by running again.
    place.keep(fitted.value());
    commit(runId, result.value(), ledger, place);
    return new Outcome(receipt, fitted.value(), true);
  }

  /** Of two runs at once with two places, one is committed; what the other made must not stay. */
  private static void commit(
      String runId, ModelDelta result, PrivacyLedger ledger, EraserPlace place) {
    try {
      ledger.commit(runId, result);
    } catch (Refusal other) {
      if (other.exitCode() == ExitCode.POLICY_REFUSED) {
        place.remove();
      }
      throw other;
    }
  }

  private Release<EraserFile> fitted(
      EraserRelease release, Release<float[]> noisy, LedgerReceipt receipt, PrivacyLedger ledger) {
    EraserCard card = card(planned.encoder(), receipt);
    try {
      return noisy.postProcess(sum -> new EraserFile(card, release.fit(sum, planned.grid())));
    } catch (Refusal refused) {
      // The refusal tells of the noisy sum: it is the run's result, and there is no second try.
      ledger.commit(receipt.runId());
      throw refused;
    }
  }

  private EraserCard card(Encoder encoder, LedgerReceipt receipt) {
    return new EraserCard(
        encoder.id(),
        encoder.sha256(),
        planned.settings().plan().words(),
        planned.settings().plan().kept(),
        EraserCard.Basis.RELEASED,
        receipt.entryHash());
  }

  /** δ must be below one over the number of patients; the number itself is never printed. */
  private void permit(Dataset<Row> rows) {
    long patients = rows.select("subject_key").distinct().count();
    if (patients == 0) {
      throw Refusal.badData("there is no vector of that encoder", "run minimize and encode");
    }
    policy.permit(planned.settings().budget(), patients);
  }

  /** Task results, never accumulators: a retried task would count twice there. */
  private long[] sum(JavaRDD<ArrayList<UnitRow>> patients) {
    MomentShape shape = planned.shape();
    GridGaussian grid = planned.grid();
    return patients
        .mapPartitions(part -> part(part, shape, grid))
        .treeReduce(EraserReleaseStep::added);
  }

  private static Iterator<long[]> part(
      Iterator<ArrayList<UnitRow>> patients, MomentShape shape, GridGaussian grid) {
    long[] sum = new long[shape.dimension()];
    patients.forEachRemaining(patient -> shape.addPatient(patient, grid, sum));
    return List.of(sum).iterator();
  }

  private static long[] added(long[] sum, long[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Math.addExact(sum[i], more[i]);
    }
    return sum;
  }

  /** The same call on the same data is the same run: it is paid once. */
  private String runId() {
    Map<String, Object> facts = new LinkedHashMap<>(planned.facts());
    facts.put("cohort", policy.cohort());
    facts.put("agreement", agreement.sha256());
    facts.put("embeddings", store.snapshot(Tables.EMBEDDINGS).orElse(0L));
    facts.put("instances", store.snapshot(Tables.INSTANCES).orElse(0L));
    return EraserReleaseJob.VERB + "/" + Locations.sha256(Json.line(facts)).substring(0, 24);
  }
}
