package org.medveil.dp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/**
 * Words a refusal: which rule, what is left, what would fit. Composes a few dozen times, so it runs
 * after the ledger's transaction is over.
 */
record BudgetAdvice(Accountant accountant, Reservation asked) {
  Refusal refusal(List<BudgetShortfall> shortfalls) {
    List<String> sentences = new ArrayList<>();
    for (BudgetShortfall one : shortfalls) {
      sentences.add(sentence(one));
    }
    BudgetFit fit = new BudgetFit(accountant, shortfalls);
    return Refusal.budget(
        String.join(" ", sentences) + fit.wouldFit(asked.mechanisms()),
        "Take fewer steps, more noise or a smaller epsilon, or void a reservation of which nothing"
            + " was seen.");
  }

  private String sentence(BudgetShortfall one) {
    double delta = one.rule().budget().delta();
    double limit = one.rule().budget().epsilon();
    double spent = accountant.epsilon(one.spent(), delta);
    String words =
        String.format(
            Locale.ROOT,
            "The privacy budget of %s does not allow run '%s': spent epsilon %.4f, the run"
                + " alone asks %.4f, together %.4f, limit %.4f, left %.4f, all at delta %.3g (unit:"
                + " %s, relation: %s, sampler: Poisson, accountant: %s).",
            one.rule().subject(),
            asked.runId(),
            spent,
            accountant.epsilon(asked.mechanisms(), delta),
            one.after(),
            limit,
            Math.max(0, limit - spent),
            delta,
            asked.unit().name().toLowerCase(Locale.ROOT),
            asked.unit().relation(),
            accountant.name());
    return words + comesBack(one).map(BudgetAdvice::returning).orElse("");
  }

  private static String returning(Instant when) {
    return " This rule's window lets the whole run fit from " + when + " on.";
  }

  /**
   * When enough reservations have left the window; empty for no window, or if it never suffices.
   */
  private Optional<Instant> comesBack(BudgetShortfall one) {
    if (one.rule().windowDays() == 0 || exceeds(one, List.of())) {
      return Optional.empty();
    }
    List<Reserved> oldestFirst =
        one.live().stream().sorted(Comparator.comparing(Reserved::at)).toList();
    int tooFew = 0;
    int enough = oldestFirst.size();
    while (enough - tooFew > 1) {
      int gone = (tooFew + enough) / 2;
      if (exceeds(one, oldestFirst.subList(gone, oldestFirst.size()))) {
        tooFew = gone;
      } else {
        enough = gone;
      }
    }
    return Optional.of(oldestFirst.get(enough - 1).leaves(one.rule()));
  }

  private boolean exceeds(BudgetShortfall one, List<Reserved> stillThere) {
    List<Mechanism> together = new ArrayList<>(LedgerBook.mechanisms(stillThere));
    together.addAll(asked.mechanisms());
    return accountant.epsilon(together, one.rule().budget().delta())
        > one.rule().budget().epsilon();
  }
}
