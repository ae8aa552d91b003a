package org.medveil.jobs.budget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.Mechanism;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.PrivacyUnit;
import org.medveil.dp.Reservation;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.LedgerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Books what another program will release about the same patients. */
@Command(
    name = "reserve",
    description = {
      "Set budget aside for a release that another program makes about the same patients: "
          + "before it draws any noise.",
      "Ends with 90, and says what would fit, when a budget does not allow it."
    },
    mixinStandardHelpOptions = true)
public final class BudgetReserveJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN_ID",
      description = "A name never used before; the same call again is the same reservation.")
  private String run;

  @Option(
      names = "--cohort",
      paramLabel = "PATH",
      description =
          "Whose patients; the policy's cohort, or a sub-study of it (default: the former).")
  private String cohort;

  @Option(
      names = "--purpose",
      required = true,
      paramLabel = "NAME",
      description = "What for; one of the policy's purposes.")
  private String purpose;

  @Option(
      names = "--mechanism",
      required = true,
      paramLabel = "JSON|@FILE",
      description = "What will be done, in the accountant's words; one object or a list.")
  private String mechanism;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    SitePolicy policy =
        SitePolicy.read(
            conf()
                .orElseThrow(
                    () -> Refusal.usage("budget reserve needs --conf", "the limits stand there")));
    policy.permit(purpose);
    List<Mechanism> mechanisms = MechanismOption.parse(mechanism);
    Reservation asked =
        new Reservation(
            run,
            cohort == null ? policy.cohort() : cohort,
            PrivacyUnit.PATIENT,
            mechanisms,
            policy.rules(),
            purpose);
    try (PrivacyLedger open = ledger.open()) {
      LedgerReceipt receipt = open.reserve(asked);
      progress.say(
          "reserved: epsilon %.4f after this at delta %.1e (unit patient, add/remove one,"
              + " accountant %s)",
          receipt.epsilonAfter(), receipt.delta(), receipt.accountant());
      Map<String, Object> metrics = new LinkedHashMap<>();
      metrics.put("runId", receipt.runId());
      metrics.put("cohort", receipt.cohort());
      metrics.put("unit", "patient");
      metrics.put("relation", receipt.unit().relation());
      metrics.put("epsilonAfter", receipt.epsilonAfter());
      metrics.put("delta", receipt.delta());
      metrics.put("accountant", receipt.accountant());
      metrics.put("ledgerEntryHash", receipt.entryHash());
      return JobResult.done(metrics, Map.of());
    }
  }
}
