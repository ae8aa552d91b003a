package org.medveil.jobs.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Title, banner, verdict and the four figures to remember. */
final class OpeningSection {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private OpeningSection() {}

  static Html render(ReportData data, Verdict verdict) {
    ReportData.Heading h = data.heading();
    return Html.of(
        """
        <header class="masthead">
        <p class="kicker">Medveil run report</p>
        <h1>{}</h1>
        <p class="meta"><span>Purpose: {}</span> <span>Agreement: {}</span> <span>{}</span></p>
        </header>
        {}
        <section id="verdict" class="verdict {}" aria-labelledby="verdict-title">
        <h2 id="verdict-title">{}</h2>
        <p class="lead">{}</p>
        {}{}
        </section>
        {}
        """,
        h.title(),
        h.purpose(),
        h.agreementId(),
        WHEN.format(h.generatedAt()),
        banner(data.simulated()),
        verdict.clean() ? "clean" : "failed",
        verdict.clean() ? "No check of this run failed" : "This run needs attention",
        verdict.paragraph(),
        findings(verdict),
        h.note() == null ? Html.NOTHING : Html.of("<p class=\"note\">{}</p>", h.note()),
        tiles(data));
  }

  private static Html banner(ReportData.Simulated simulated) {
    return simulated == null
        ? Html.NOTHING
        : Html.of(
            """
            <p class="banner" role="note"><strong>Simulated cohort, not patient data.</strong>
            Generator {} {}, seed {}. Every name, date, picture and score below belongs to
            invented people.</p>
            """,
            simulated.generator(),
            simulated.version(),
            simulated.seed());
  }

  private static Html findings(Verdict verdict) {
    if (verdict.clean()) {
      return Html.NOTHING;
    }
    List<Html> items = verdict.findings().stream().map(f -> Html.of("<li>{}</li>", f)).toList();
    return Html.of("<ul class=\"findings\">{}</ul>", items);
  }

  private static Html tiles(ReportData data) {
    PrivacyData privacy = data.privacy();
    UtilityData utility = data.utility();
    EgressData egress = data.egress();
    List<Html> tiles = new ArrayList<>();
    tiles.add(
        tile(
            "Left the hospitals",
            Format.count(egress.files().size(), "file"),
            Format.bytes(egress.totalBytes())
                + " in all; "
                + (egress.passed() ? "allow-list check passed" : "allow-list check failed")));
    tiles.add(
        tile(
            "Privacy spent, at most",
            "ε = " + Format.epsilon(privacy.maxEpsilon()),
            String.format(
                "of %s; per %s, δ = %s",
                Format.number(privacy.budgetEpsilon()),
                privacy.terms().unit(),
                Format.number(privacy.delta()))));
    tiles.add(
        tile(
            "AUROC, held-out patients",
            Format.score(utility.last().auroc()),
            String.format(
                "CI %s–%s; %s patients",
                Format.score(utility.last().ciLow()),
                Format.score(utility.last().ciHigh()),
                Format.count(utility.heldOut().patients()))));
    if (!data.counts().isEmpty()) {
      boolean addsUp = data.counts().stream().allMatch(StageCount::addsUp);
      long rejected = data.counts().stream().mapToLong(StageCount::rejected).sum();
      tiles.add(
          tile(
              "Row counts",
              addsUp ? "add up" : "do not add up",
              Format.count(rejected) + " quarantined, each with a reason"));
    }
    return Html.of("<dl class=\"tiles\">{}</dl>", tiles);
  }

  private static Html tile(String label, String figure, String detail) {
    return Html.of(
        "<div><dt>{}</dt><dd class=\"figure\">{}</dd><dd class=\"detail\">{}</dd></div>",
        label,
        figure,
        detail);
  }
}
