package org.medveil.jobs.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.audits.erasure.ErasedEncoder;
import org.medveil.contracts.Refusal;
import org.medveil.dp.BundleManifest;
import org.medveil.dp.BundleTerms;
import org.medveil.dp.Bundles;
import org.medveil.dp.DeltaCodec;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PaidRun;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.Release;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.CodeVersion;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.cohort.EraserOption;
import org.medveil.jobs.cohort.LabelledVectors;
import org.medveil.jobs.exchange.SiteUpdate;
import org.medveil.jobs.exchange.StartingPoint;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.FeatureScaling;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.Shape;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

/** One round at one site: reserve, train, keep, commit. */
final class TrainStep {
  private final TrainSettings settings;
  private final DataUseAgreement agreement;
  private final SitePolicy policy;
  private final NoiseSource noise;
  private final TableStore store;
  private final Folders warehouse;

  TrainStep(
      TrainSettings settings,
      DataUseAgreement agreement,
      SitePolicy policy,
      NoiseSource noise,
      TableStore store) {
    this.settings = settings;
    this.agreement = agreement;
    this.policy = policy;
    this.noise = noise;
    this.store = store;
    this.warehouse =
        Folders.at(settings.warehouse(), store.spark().sparkContext().hadoopConfiguration());
  }

  /** What stands in the warehouse now; {@code fresh} when this call made it. */
  record Outcome(BundleManifest facts, boolean fresh) {}

  Outcome run(PrivacyLedger ledger, Progress progress) {
    settings
        .eraser()
        .ifPresent(eraser -> EraserOption.requireVouched(eraser, ledger, policy.cohort()));
    int channels = agreement.grayscale() ? 1 : 3;
    int size = agreement.resolution();
    Encoder encoder = encoder(size, channels);
    StartingPoint start =
        StartingPoint.of(
            settings.round(),
            model(encoder, channels),
            settings
                .exchange()
                .map(uri -> Folders.at(uri, store.spark().sparkContext().hadoopConfiguration())),
            settings.consortiumKey());
    settings.plan().requireSuits(start.spec());
    Campaign campaign = Campaign.of(settings, start, encoder, agreement.sha256());
    Checkpoints checkpoints = checkpoints(campaign, progress);
    Optional<BundleManifest> kept = kept(campaign, ledger);
    if (kept.isPresent()) {
      checkpoints.clear();
      return new Outcome(kept.get(), false);
    }
    Optional<Map<String, byte[]>> made = checkpoints.update();
    if (made.isPresent()) {
      progress.say("all steps were done before; only the update's place was missing");
      return new Outcome(keep(made.get(), campaign, ledger, checkpoints), true);
    }
    FeatureScaling scaling =
        FeatureScaling.named(settings.scaling(), encoder, size, size, channels);
    Dataset<Row> rows = LabelledVectors.select(store, agreement.sha256(), encoder);
    JavaRDD<PatientExamples> patients = LabelledVectors.patients(rows, scaling);
    refuseLargeDelta(rows);
    BundleTerms terms = terms(start, encoder);
    LedgerReceipt receipt = reserve(campaign, ledger);
    progress.say(
        "reserved: epsilon %.3f of %.3f at delta %.0e after this round (unit patient, add/remove"
            + " one, sampler %s, %s accountant)",
        receipt.epsilonAfter(),
        policy.budget().epsilon(),
        receipt.delta(),
        settings.plan().sampler(),
        receipt.accountant());
    Release<ModelDelta> release =
        train(start, campaign, receipt, patients, conduct(checkpoints, progress));
    byte[] delta = DeltaCodec.encode(release.value());
    BundleManifest facts = Bundles.manifest(terms, release, receipt, noise);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(SiteUpdate.DELTA, delta);
    files.put(SiteUpdate.FACTS, Bundles.manifestBytes(facts));
    checkpoints.finish(files);
    return new Outcome(keep(files, campaign, ledger, checkpoints), true);
  }

  /**
   * Kept first, committed second: a crash between the two is healed by running again, and the
   * ledger vouches for exactly these bytes.
   */
  private BundleManifest keep(
      Map<String, byte[]> update,
      Campaign campaign,
      PrivacyLedger ledger,
      Checkpoints checkpoints) {
    // Another process that found the same last link has written the same bytes.
    warehouse.publish(SiteUpdate.folder(settings.campaign(), settings.round()), update);
    BundleManifest facts = kept(campaign, ledger).orElseThrow();
    checkpoints.clear();
    return facts;
  }

  private Encoder encoder(int size, int channels) {
    Encoder whole =
        Encoders.named(
            settings.encoder(),
            new EncoderSettings(size, size, channels, settings.encoderCard().orElse(null)));
    return settings.eraser().<Encoder>map(e -> new ErasedEncoder(whole, e)).orElse(whole);
  }

  private ModelSpec model(Encoder encoder, int channels) {
    int size = agreement.resolution();
    boolean images = settings.encoder().equals(TrainSettings.IMAGES);
    Shape input = images ? new Shape(channels, size, size) : Shape.flat(encoder.dimension());
    ModelSpec model = StartingPoint.model(settings.model(), input, settings.modelSeed());
    if (model.inputs() != encoder.dimension()) {
      throw Refusal.usage(
          "the model takes "
              + model.inputs()
              + " numbers, the encoder gives "
              + encoder.dimension(),
          "give the model that input, or choose another encoder");
    }
    return model;
  }

  /** The update of an earlier run of the same call; another call's update is refused. */
  private Optional<BundleManifest> kept(Campaign campaign, PrivacyLedger ledger) {
    Optional<Map<String, byte[]>> files =
        warehouse.read(SiteUpdate.folder(settings.campaign(), settings.round()));
    if (files.isEmpty()) {
      return Optional.empty();
    }
    BundleManifest facts = BundleManifest.parse(files.get().get(SiteUpdate.FACTS));
    boolean same =
        ledger
            .receipt(campaign.runId())
            .filter(receipt -> receipt.entryHash().equals(facts.ledgerEntryHash()))
            .isPresent();
    if (!same) {
      throw Refusal.badData(
          "round " + settings.round() + " was trained with other settings",
          "one site and round has one update, ever: keep it, or go on with the next round");
    }
    ledger.commit(campaign.runId(), DeltaCodec.decode(files.get().get(SiteUpdate.DELTA)));
    return Optional.of(facts);
  }

  private RunConduct conduct(Checkpoints checkpoints, Progress progress) {
    return new RunConduct(
        settings.drivers(),
        (step, steps) -> progress.count("noisy steps", step, steps),
        line -> progress.say("%s", line),
        Optional.of(checkpoints).filter(c -> settings.plan().resumable()));
  }

  private Release<ModelDelta> train(
      StartingPoint start,
      Campaign campaign,
      LedgerReceipt receipt,
      JavaRDD<PatientExamples> patients,
      RunConduct conduct) {
    RoundPlan plan = settings.plan();
    PaidRun reserved = plan.participation().run(campaign.grid(), receipt, noise);
    return new RoundTraining(start, campaign.grid(), reserved, conduct).of(plan, patients);
  }

  /**
   * Budget for this run. A run with correlated noise that was reserved before and left no update
   * has crashed, or is under way: its noise cannot be continued, and it does not begin anew under
   * the same reservation.
   */
  private LedgerReceipt reserve(Campaign campaign, PrivacyLedger ledger) {
    boolean before = ledger.receipt(campaign.runId()).isPresent();
    LedgerReceipt receipt = ledger.reserve(campaign.reservation(policy, agreement.purpose()));
    if (before && !settings.plan().resumable()) {
      throw Refusal.policy(
          "an earlier run of this round was reserved and did not finish; correlated noise cannot"
              + " be continued",
          "its reservation stays spent: train under another --campaign, with a reservation of its"
              + " own");
    }
    return receipt;
  }

  private Checkpoints checkpoints(Campaign campaign, Progress progress) {
    return new Checkpoints(
        warehouse,
        SiteUpdate.folder(settings.campaign(), settings.round()),
        campaign.runId(),
        line -> progress.say("%s", line));
  }

  /** δ must be below one over the number of patients; the number itself is never printed. */
  private void refuseLargeDelta(Dataset<Row> rows) {
    long patients = rows.select("subject_key").distinct().count();
    if (patients == 0) {
      throw Refusal.badData(
          "there is no labelled vector to train on", "run ingest --outcomes, minimize and encode");
    }
    double delta = Math.max(settings.budget().delta(), policy.budget().delta());
    LargeDelta.refuse(delta, patients);
  }

  /**
   * What a bundle will say about its delta: public settings and the receipt, nothing of the data.
   */
  private BundleTerms terms(StartingPoint start, Encoder encoder) {
    return new BundleTerms(
        settings.site(),
        settings.round(),
        start.sha256(),
        encoder.id(),
        encoder.sha256(),
        agreement.purpose(),
        agreement.id(),
        settings.plan().clippingNorm(),
        settings.plan().expectedBatch(),
        CodeVersion.current());
  }
}
