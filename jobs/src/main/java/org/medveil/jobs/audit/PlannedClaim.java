package org.medveil.jobs.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

/**
 * What a ledger would say of a run that is only planned: noise calibrated as {@code train} does it,
 * reserved in a ledger that lives in this process. Nothing trained under it may be published.
 */
public final class PlannedClaim {
  private PlannedClaim() {}

  /** The receipt; unit patient, add/remove one. */
  public static LedgerReceipt receipt(PrivacyBudget budget, SamplingPlan plan) {
    Accountant accountant = new PldAccountant();
    double noise = NoiseCalibration.noiseMultiplier(budget, plan, accountant);
    String id = "audit-" + UUID.randomUUID();
    LedgerLocation memory =
        new LedgerLocation("jdbc:h2:mem:" + id + ";DB_CLOSE_DELAY=-1", "medveil", new char[0]);
    JdbcLedger.create(memory, Optional.empty());
    try (PrivacyLedger book = JdbcLedger.open(memory, accountant, Optional.empty())) {
      return book.reserve(
          new Reservation(
              id,
              "audit",
              PrivacyUnit.PATIENT,
              List.of(plan.mechanism(noise)),
              budget,
              "audit of the trainer"));
    }
  }
}
