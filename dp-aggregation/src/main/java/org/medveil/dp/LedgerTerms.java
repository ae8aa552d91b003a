package org.medveil.dp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * On what terms a reservation was granted, as its row records them.
 *
 * @param unit privacy unit
 * @param purpose what for
 * @param accountant who computed the figures
 * @param rules every rule that was checked, and the composed ε it stood at afterwards
 */
record LedgerTerms(PrivacyUnit unit, String purpose, String accountant, List<Checked> rules) {
  /** A rule, and the composed ε of everything it counts, the new reservation included. */
  record Checked(BudgetRule rule, double epsilonAfter) {}

  LedgerTerms {
    rules = List.copyOf(rules);
  }

  /**
   * The rule that receipts quote: of those over all purposes and all time that hold the cohort, the
   * outermost, because it counts the most.
   */
  Checked quoted(String cohort) {
    return rules.stream()
        .filter(one -> one.rule().isTotal() && CohortPath.within(cohort, one.rule().cohort()))
        .min((a, b) -> a.rule().cohort().length() - b.rule().cohort().length())
        .orElseThrow(() -> new IllegalArgumentException("no total rule"));
  }

  String json() {
    List<Map<String, Object>> checked = new ArrayList<>();
    for (Checked one : rules) {
      Map<String, Object> map = one.rule().toMap();
      map.put("epsilon_after", one.epsilonAfter());
      checked.add(map);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("unit", unit.name());
    map.put("purpose", purpose);
    map.put("accountant", accountant);
    map.put("rules", checked);
    return Json.compact(map);
  }

  /**
   * Fails with IOException or IllegalArgumentException on anything {@link #json} does not write.
   */
  static LedgerTerms parse(String json) throws IOException {
    JsonNode terms = Json.parse(json);
    List<Checked> rules = new ArrayList<>();
    for (JsonNode one : terms.required("rules")) {
      BudgetRule rule =
          new BudgetRule(
              one.required("cohort").textValue(),
              new PrivacyBudget(
                  one.required("epsilon").doubleValue(), one.required("delta").doubleValue()),
              one.required("purpose").textValue(),
              one.required("window_days").intValue());
      rules.add(new Checked(rule, one.required("epsilon_after").doubleValue()));
    }
    LedgerTerms read =
        new LedgerTerms(
            PrivacyUnit.valueOf(terms.required("unit").textValue()),
            terms.required("purpose").textValue(),
            terms.required("accountant").textValue(),
            rules);
    if (!read.json().equals(json)) {
      throw new IllegalArgumentException("terms are not in their one form");
    }
    return read;
  }
}
