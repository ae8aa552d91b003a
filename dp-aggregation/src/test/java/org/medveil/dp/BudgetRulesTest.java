package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medveil.dp.JdbcLedgerTest.assertRefused;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** Nested cohorts, purposes, windows and the words of a refusal; no database. */
class BudgetRulesTest {
  private static final RdpAccountant RDP = new RdpAccountant();
  private static final SubsampledGaussian RUN = new SubsampledGaussian(0.1, 4, 300);
  private static final double COST = RDP.epsilon(List.of(RUN), 1e-5);
  private static final double TWICE = RDP.epsilon(List.of(RUN, RUN), 1e-5);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final LedgerRules RULES = new LedgerRules(RDP);

  private final List<LedgerEntry> rows = new ArrayList<>();
  private Instant now = START;

  BudgetRulesTest() {
    append(LedgerEntry.draft(LedgerEntry.INIT, "id", ""));
  }

  @Test
  void a_sub_study_spends_from_the_cohort_that_holds_it() {
    reserve("1", "a/x", "p", List.of(total("a", 2), total("a/x", 9)));
    assertEquals(COST, spent("a"), 1e-12);
    assertShort("a", () -> reserve("2", "a/y", "p", List.of(total("a", 2))));
    assertShort("a", () -> reserve("3", "a", "p", List.of(total("a", 2))));
  }

  @Test
  void what_the_cohort_spends_counts_for_its_sub_studies() {
    reserve("1", "a/x", "p", List.of(total("a", 9), total("a/x", 2)));
    // The rule on a/x was said once; a reservation on a that does not mention it is still held.
    assertShort("a/x", () -> reserve("2", "a", "p", List.of(total("a", 9))));
    assertEquals(TWICE, spent("a/x") + TWICE - COST, 1e-12);
  }

  @Test
  void sub_studies_do_not_count_against_each_other_but_add_up_above() {
    List<BudgetRule> rules = List.of(total("a", 9), total("a/x", 2), total("a/y", 2));
    reserve("1", "a/x", "p", rules);
    reserve("2", "a/y", "p", rules);
    assertEquals(COST, spent("a/x"), 1e-12);
    assertEquals(TWICE, spent("a"), 1e-12);
    assertShort("a/x", () -> reserve("3", "a/x", "p", rules));
  }

  @Test
  void names_that_only_begin_alike_are_not_related() {
    reserve("1", "a/x", "p", List.of(total("a/x", 2)));
    reserve("2", "a/xy", "p", List.of(total("a/xy", 2)));
    assertEquals(COST, spent("a/x"), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//x", " a", "a b", "a\n"})
  void a_name_that_is_no_path_is_refused(String cohort) {
    assertRefused(ExitCode.USAGE, () -> total(cohort, 1));
  }

  @Test
  void a_purpose_has_its_own_limit_within_the_total() {
    BudgetRule grading = new BudgetRule("a", new PrivacyBudget(2, 1e-5), "grading", 0);
    List<BudgetRule> rules = List.of(total("a", 9), grading);
    reserve("1", "a", "grading", rules);
    reserve("2", "a", "screening", rules);
    assertShort("grading", () -> reserve("3", "a", "grading", rules));
    reserve("4", "a", "screening", rules);
  }

  @Test
  void a_window_comes_back_and_the_total_does_not() {
    BudgetRule yearly = new BudgetRule("a", new PrivacyBudget(2, 1e-5), "", 365);
    List<BudgetRule> rules = List.of(total("a", TWICE + 0.01), yearly);
    reserve("1", "a", "p", rules);
    now = START.plus(Duration.ofDays(365)).minusMillis(1);
    String words = assertShort("any 365 days", () -> reserve("2", "a", "p", rules));
    assertTrue(words.contains("from 2027-01-01T00:00:00Z on"), words);
    now = START.plus(Duration.ofDays(365));
    reserve("2", "a", "p", rules);
    now = START.plus(Duration.ofDays(800));
    String total = assertShort("cohort 'a' does", () -> reserve("3", "a", "p", rules));
    assertFalse(total.contains("window"), total);
  }

  @Test
  void no_window_anywhere_ever_holds_more_than_its_limit() {
    BudgetRule monthly = new BudgetRule("a", new PrivacyBudget(2.2, 1e-5), "", 30);
    SubsampledGaussian small = new SubsampledGaussian(0.1, 4, 100);
    for (int day = 0; day < 120; day += 7) {
      now = START.plus(Duration.ofDays(day));
      try {
        reserve("day-" + day, "a", "p", List.of(total("a", 99), monthly), small);
      } catch (OverBudget expected) {
        assertEquals(monthly, expected.shortfalls().get(0).rule());
      }
    }
    List<Reserved> all = book().reservations();
    assertTrue(all.size() > 8, "some fit after the first refusals");
    for (Reserved first : all) {
      List<Mechanism> inWindow =
          all.stream()
              .filter(one -> !one.at().isBefore(first.at()))
              .filter(one -> one.at().isBefore(first.leaves(monthly)))
              .flatMap(one -> one.mechanisms().stream())
              .toList();
      assertTrue(RDP.epsilon(inWindow, 1e-5) <= 2.2);
    }
  }

  @Test
  void a_clock_that_ran_backwards_stops_the_ledger_and_a_small_skew_does_not() {
    reserve("1", "a", "p", List.of(total("a", 9)));
    Instant last = now;
    Clock behind = Clock.fixed(last.minus(Duration.ofMinutes(6)), ZoneOffset.UTC);
    assertRefused(ExitCode.TRY_AGAIN, () -> LedgerTime.after(last, behind));
    Clock skewed = Clock.fixed(last.minus(Duration.ofMinutes(4)), ZoneOffset.UTC);
    assertEquals(last, LedgerTime.after(last, skewed).instant());
  }

  @Test
  void a_rule_said_again_replaces_the_earlier_one() {
    reserve("1", "a", "p", List.of(total("a", 2)));
    assertShort("a", () -> reserve("2", "a", "p", List.of(total("a", 2))));
    reserve("2", "a", "p", List.of(total("a", 3)));
    assertEquals(List.of(total("a", 3)), book().latestRules());
  }

  @Test
  void related_cohorts_have_one_unit() {
    reserve("1", "a", "p", List.of(total("a", 9)));
    Reservation images =
        new Reservation("2", "a/x", PrivacyUnit.IMAGE, List.of(RUN), List.of(total("a", 9)), "p");
    assertRefused(
        ExitCode.POLICY_REFUSED, () -> RULES.reserve(book(), images, new LedgerTime(now)));
  }

  @Test
  void a_reservation_without_a_total_limit_on_its_patients_is_refused() {
    PrivacyBudget budget = new PrivacyBudget(1, 1e-5);
    for (BudgetRule rule :
        List.of(
            new BudgetRule("a", budget, "p", 0),
            new BudgetRule("a", budget, "", 365),
            total("a/x/y", 1),
            total("b", 1))) {
      assertRefused(
          ExitCode.USAGE,
          () -> new Reservation("1", "a/x", PrivacyUnit.PATIENT, List.of(RUN), List.of(rule), "p"));
    }
  }

  @Test
  void the_receipt_quotes_the_outermost_total() {
    LedgerEntry row =
        reserve(
            "1",
            "a/x",
            "p",
            List.of(total("a/x", 9), new BudgetRule("a", new PrivacyBudget(9, 1e-6), "", 0)));
    LedgerReceipt receipt = Reserved.read(row).receipt();
    assertEquals(1e-6, receipt.delta());
    assertEquals(RDP.epsilon(List.of(RUN), 1e-6), receipt.epsilonAfter(), 1e-12);
  }

  @Test
  void a_refusal_says_how_many_steps_and_which_noise_would_fit_and_they_do() {
    reserve("1", "a", "p", List.of(total("a", 2)));
    String words = assertShort("a", () -> reserve("2", "a", "p", List.of(total("a", 2))));
    Matcher fit =
        Pattern.compile(
                "Would fit: (\\d+) of 300 steps, or a noise multiplier of at least ([0-9.]+) for"
                    + " all 300\\.")
            .matcher(words);
    assertTrue(fit.find(), words);
    int steps = Integer.parseInt(fit.group(1));
    double noise = Double.parseDouble(fit.group(2));
    assertTrue(with(new SubsampledGaussian(0.1, 4, steps)) <= 2);
    assertTrue(with(new SubsampledGaussian(0.1, 4, steps + 1)) > 2, "one more does not fit");
    assertTrue(with(new SubsampledGaussian(0.1, noise, 300)) <= 2);
    assertTrue(with(new SubsampledGaussian(0.1, noise * 0.99, 300)) > 2, "less does not fit");
  }

  @Test
  void a_refusal_with_nothing_left_says_none() {
    reserve("1", "a", "p", List.of(total("a", COST)));
    String words = assertShort("a", () -> reserve("2", "a", "p", List.of(total("a", COST))));
    assertTrue(words.contains("left 0.0000") && words.contains("none of 300 steps"), words);
  }

  private static double with(Mechanism more) {
    return RDP.epsilon(List.of(RUN, more), 1e-5);
  }

  private static BudgetRule total(String cohort, double epsilon) {
    return BudgetRule.total(cohort, new PrivacyBudget(epsilon, 1e-5));
  }

  private double spent(String cohort) {
    return RDP.epsilon(LedgerBook.mechanisms(book().live(total(cohort, 1), now)), 1e-5);
  }

  private LedgerBook book() {
    return new LedgerBook(rows);
  }

  private LedgerEntry reserve(String run, String cohort, String purpose, List<BudgetRule> rules) {
    return reserve(run, cohort, purpose, rules, RUN);
  }

  private LedgerEntry reserve(
      String run, String cohort, String purpose, List<BudgetRule> rules, Mechanism mechanism) {
    Reservation asked =
        new Reservation(run, cohort, PrivacyUnit.PATIENT, List.of(mechanism), rules, purpose);
    return append(RULES.reserve(book(), asked, new LedgerTime(now)).orElseThrow());
  }

  private LedgerEntry append(LedgerEntry draft) {
    String before = rows.isEmpty() ? LedgerBook.FIRST_HASH : rows.get(rows.size() - 1).hash();
    rows.add(
        new LedgerSigner(Optional.empty())
            .seal(draft, rows.size() + 1L, new LedgerTime(now).text(), before));
    return rows.get(rows.size() - 1);
  }

  /** The refusal's words, which name the rule. */
  private static String assertShort(String rule, Runnable asked) {
    OverBudget over = assertThrows(OverBudget.class, asked::run);
    Reservation same =
        new Reservation("2", "a", PrivacyUnit.PATIENT, List.of(RUN), List.of(total("a", 1)), "p");
    Refusal refusal = new BudgetAdvice(RDP, same).refusal(over.shortfalls());
    assertEquals(ExitCode.BUDGET_REFUSED, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(rule), refusal.getMessage());
    return refusal.getMessage();
  }
}
