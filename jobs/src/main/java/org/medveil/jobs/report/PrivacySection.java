package org.medveil.jobs.report;

import java.util.List;

/** ε by round and site against the budget, never without the words that give it a meaning. */
final class PrivacySection {
  private PrivacySection() {}

  static Part part(ReportData data) {
    PrivacyData p = data.privacy();
    String words =
        String.format(
            "Bar chart of the privacy spent, epsilon, by round and hospital. Highest: %s. Budget:"
                + " %s.",
            Format.epsilon(p.maxEpsilon()), Format.number(p.budgetEpsilon()));
    Html body =
        Html.of(
            "{}{}{}<p class=\"small\">{}</p>",
            terms(p),
            Part.chart("chart-epsilon", "ε spent after each round (patients of each site)", words),
            table(data),
            "ε is the composed total since the cohort's first release, rounded up. It bounds how"
                + " much the presence or absence of one protected unit can change what anyone"
                + " sees: every probability by at most a factor e^ε, up to δ. Smaller is"
                + " stronger. Hospitals do not share patients' budgets; a patient who attends two"
                + " hospitals spends both.");
    return new Part(
        "privacy",
        "Privacy spent",
        "How much of the agreed privacy budget each hospital's patients have used up.",
        Figure.PublicConstant.BASIS,
        body);
  }

  private static Html terms(PrivacyData p) {
    return Html.of(
        """
        <dl class="facts">
        <div><dt>Protected unit</dt><dd>one {}</dd></div>
        <div><dt>Neighbouring data</dt><dd>{}</dd></div>
        <div><dt>δ</dt><dd>{}</dd></div>
        <div><dt>Budget</dt><dd>ε = {} per site</dd></div>
        <div><dt>Sampler</dt><dd>{}</dd></div>
        <div><dt>Accountant</dt><dd>{}</dd></div>
        <div><dt>Noise source</dt><dd>{}</dd></div>
        </dl>
        """,
        p.terms().unit(),
        p.terms().relation(),
        Format.number(p.delta()),
        Format.number(p.budgetEpsilon()),
        p.terms().sampler(),
        p.terms().accountant(),
        p.terms().noiseSource());
  }

  private static Html table(ReportData data) {
    PrivacyData p = data.privacy();
    List<Html> rows = data.sites().stream().flatMap(site -> rows(p, site).stream()).toList();
    String caption =
        String.format(
            "Ledger: ε per %s, %s, δ = %s, %s sampling, %s accountant",
            p.terms().unit(),
            p.terms().relation(),
            Format.number(p.delta()),
            p.terms().sampler(),
            p.terms().accountant());
    List<String> heads =
        List.of(
            "Hospital",
            "Round",
            "ε after round",
            "Left of budget",
            "Noise σ/C",
            "Sampling rate q",
            "Steps",
            "Clip C",
            "Ledger entry");
    return Part.table(caption, heads, rows);
  }

  private static List<Html> rows(PrivacyData p, String site) {
    List<PrivacyData.Spent> own = p.spent().stream().filter(s -> s.site().equals(site)).toList();
    return own.stream()
        .map(s -> row(s, p.budgetEpsilon(), s == own.get(0) ? own.size() : 0))
        .toList();
  }

  /** {@code span} rows share the site's cell; 0 = an earlier row holds it. */
  private static Html row(PrivacyData.Spent s, double budget, int span) {
    boolean within = s.epsilonAfter() <= budget;
    // The rest is rounded down (the same rounding as ε itself, seen from the budget).
    String left = "−".repeat(within ? 0 : 1) + Format.left(Math.abs(budget - s.epsilonAfter()));
    return Html.of(
        """
        <tr class="{}">{}<td class="num">{}</td><td class="num strong">{}</td>
        <td class="num">{}</td><td class="num">{}</td><td class="num">{}</td>
        <td class="num">{}</td><td class="num">{}</td><td>{}</td></tr>
        """,
        span > 0 ? "group" : "",
        Part.spanning(s.site(), span),
        s.round(),
        Format.epsilon(s.epsilonAfter()),
        within ? left : Part.mark(false, left),
        Format.number(s.plan().noiseMultiplier()),
        Format.number(s.plan().samplingRate()),
        Format.count(s.plan().steps()),
        Format.number(s.plan().clippingNorm()),
        Part.hash(s.ledgerEntry()));
  }
}
