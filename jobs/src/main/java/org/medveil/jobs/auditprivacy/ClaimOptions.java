package org.medveil.jobs.auditprivacy;

import java.nio.file.Path;
import org.medveil.contracts.Refusal;
import org.medveil.dp.JdbcLedger;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.jobs.audit.PlannedClaim;
import org.medveil.jobs.tables.LedgerPassword;
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
    try (PrivacyLedger book =
        JdbcLedger.open(ledger, user, LedgerPassword.read(passwordFile), new PldAccountant())) {
      return book.receipt(run)
          .orElseThrow(
              () -> Refusal.usage("the ledger has no such run", "budget show lists the runs"));
    }
  }

  private LedgerReceipt planned() {
    if (epsilon == null || delta == null || samplingRate == null || steps == null) {
      throw Refusal.usage(
          "a planned run needs --epsilon, --delta, --sampling-rate and --steps",
          "none of them has a default");
    }
    return PlannedClaim.receipt(
        new PrivacyBudget(epsilon, delta), new SamplingPlan(samplingRate, steps));
  }
}
