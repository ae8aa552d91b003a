package org.medveil.jobs.auditprivacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Accountant;
import org.medveil.dp.JdbcLedger;
import org.medveil.dp.LedgerLocation;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseCalibration;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.Reservation;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.SubsampledGaussian;
import picocli.CommandLine.Option;

/** Which claim is audited: that of a run in the site's ledger, or one that is planned. */
final class ClaimOptions {
  @Option(names = "--epsilon", description = "Claimed epsilon of a planned run.")
  private Double epsilon;

  @Option(names = "--delta", description = "Claimed delta of a planned run; below 1/patients.")
  private Double delta;

  @Option(
      names = "--sampling-rate",
      description = "Poisson sampling rate q of a planned run, 0 < q <= 1.")
  private Double samplingRate;

  @Option(names = "--steps", description = "Noisy steps of a planned run.")
  private Integer steps;

  @Option(
      names = "--ledger",
      paramLabel = "JDBC_URL",
      description = "Instead: the privacy ledger that holds the run; read only.")
  private String ledger;

  @Option(
      names = "--ledger-user",
      defaultValue = "medveil",
      description = "Database user (default: ${DEFAULT-VALUE}).")
  private String user;

  @Option(
      names = "--ledger-password-file",
      paramLabel = "FILE",
      description = "File that holds the database password.")
  private Path passwordFile;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Id of the run in the ledger whose claim is audited.")
  private String run;

  /** The claim as a ledger says it. */
  LedgerReceipt receipt() {
    boolean planned = epsilon != null || delta != null || samplingRate != null || steps != null;
    if (planned == (ledger != null || run != null)) {
      throw Refusal.usage(
          "audit-privacy needs one claim",
          "give --epsilon, --delta, --sampling-rate and --steps, or --ledger and --run");
    }
    return planned ? planned() : fromLedger();
  }

  /** The one mechanism of a receipt. */
  static SubsampledGaussian mechanism(LedgerReceipt receipt) {
    if (receipt.unit() == PrivacyUnit.PATIENT
        && receipt.mechanisms().size() == 1
        && receipt.mechanisms().get(0) instanceof SubsampledGaussian training) {
      return training;
    }
    throw Refusal.usage(
        "the run is no training with Poisson sampling and the patient as unit",
        "other mechanisms have no audit yet");
  }

  private LedgerReceipt fromLedger() {
    if (ledger == null || run == null) {
      throw Refusal.usage("--ledger and --run go together", "budget show lists the runs");
    }
    try (PrivacyLedger book = JdbcLedger.open(ledger, user, password(), new PldAccountant())) {
      return book.receipt(run)
          .orElseThrow(
              () -> Refusal.usage("the ledger has no such run", "budget show lists the runs"));
    }
  }

  /** Calibrated as train does it, and reserved in a ledger that lives as long as this command. */
  private LedgerReceipt planned() {
    if (epsilon == null || delta == null || samplingRate == null || steps == null) {
      throw Refusal.usage(
          "a planned run needs --epsilon, --delta, --sampling-rate and --steps",
          "none of them has a default");
    }
    PrivacyBudget budget = new PrivacyBudget(epsilon, delta);
    SamplingPlan plan = new SamplingPlan(samplingRate, steps);
    Accountant accountant = new PldAccountant();
    double noise = NoiseCalibration.noiseMultiplier(budget, plan, accountant);
    String id = "audit-" + UUID.randomUUID();
    LedgerLocation memory =
        new LedgerLocation("jdbc:h2:mem:" + id + ";DB_CLOSE_DELAY=-1", "medveil", new char[0]);
    JdbcLedger.create(memory, java.util.Optional.empty());
    try (PrivacyLedger book = JdbcLedger.open(memory, accountant, java.util.Optional.empty())) {
      return book.reserve(
          new Reservation(
              id,
              "canaries",
              PrivacyUnit.PATIENT,
              List.of(plan.mechanism(noise)),
              budget,
              "audit of the trainer"));
    }
  }

  private char[] password() {
    if (passwordFile == null) {
      return new char[0];
    }
    try {
      return Files.readString(passwordFile).strip().toCharArray();
    } catch (IOException e) {
      throw Refusal.usage("password file cannot be read: " + passwordFile, "check path and rights");
    }
  }
}
