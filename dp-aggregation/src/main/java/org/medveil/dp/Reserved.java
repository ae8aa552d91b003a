package org.medveil.dp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A reservation as its row tells it. */
record Reserved(LedgerEntry entry, LedgerTerms terms, List<Mechanism> mechanisms, Instant at) {
  /** Fails with IllegalArgumentException (Refusal included) on a row it does not understand. */
  static Reserved read(LedgerEntry entry) {
    try {
      List<Mechanism> mechanisms = new ArrayList<>();
      for (JsonNode node : Json.parse(entry.mechanismsJson())) {
        mechanisms.add(Mechanism.fromMap(Json.toMap(node)));
      }
      LedgerTerms terms = LedgerTerms.parse(entry.termsJson());
      terms.quoted(entry.cohort());
      return new Reserved(entry, terms, List.copyOf(mechanisms), Instant.parse(entry.at()));
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  LedgerReceipt receipt() {
    LedgerTerms.Checked quoted = terms.quoted(entry.cohort());
    return new LedgerReceipt(
        entry.runId(),
        entry.cohort(),
        terms.unit(),
        mechanisms,
        quoted.epsilonAfter(),
        quoted.rule().budget().delta(),
        entry.hash(),
        terms.accountant(),
        entry.at());
  }

  /** Whether this reservation counts against a rule that is asked at that time. */
  boolean countsAgainst(BudgetRule rule, Instant now) {
    return rule.counts(entry.cohort(), terms.purpose())
        && (rule.windowDays() == 0 || leaves(rule).isAfter(now));
  }

  /** When this reservation leaves the rule's window. */
  Instant leaves(BudgetRule rule) {
    return at.plus(java.time.Duration.ofDays(rule.windowDays()));
  }
}
