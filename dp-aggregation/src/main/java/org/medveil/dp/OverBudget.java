package org.medveil.dp;

import java.util.List;

/** The decision of {@link BudgetCheck} to refuse; {@link BudgetAdvice} words it. */
final class OverBudget extends RuntimeException {
  private final transient List<BudgetShortfall> shortfalls;

  OverBudget(List<BudgetShortfall> shortfalls) {
    super(null, null, false, false);
    this.shortfalls = List.copyOf(shortfalls);
  }

  List<BudgetShortfall> shortfalls() {
    return shortfalls;
  }
}
