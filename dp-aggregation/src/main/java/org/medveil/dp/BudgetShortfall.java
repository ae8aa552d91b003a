package org.medveil.dp;

import java.util.List;

/**
 * A rule that a reservation would break.
 *
 * @param rule the rule
 * @param live what counts against it already
 * @param after composed ε with the reservation, above the rule's
 */
record BudgetShortfall(BudgetRule rule, List<Reserved> live, double after) {
  BudgetShortfall {
    live = List.copyOf(live);
  }

  List<Mechanism> spent() {
    return LedgerBook.mechanisms(live);
  }
}
