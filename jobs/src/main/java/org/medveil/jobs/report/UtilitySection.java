package org.medveil.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** AUROC by round with its interval, between the model without privacy and each hospital alone. */
final class UtilitySection {
  private UtilitySection() {}

  static Part part(ReportData data) {
    UtilityData u = data.utility();
    String words =
        String.format(
            "Line chart of AUROC by round of the federated private model, with its confidence"
                + " band, beside reference lines. After the last round: %s.",
            Format.interval(u.last()));
    Html roc =
        u.roc().isEmpty()
            ? Html.NOTHING
            : Part.chart(
                "chart-roc", "ROC curves", "ROC curves of the models on held-out patients.");
    Html body =
        Html.of(
            """
            <dl class="facts">
            <div><dt>Task</dt><dd>{}</dd></div>
            <div><dt>Held-out patients</dt><dd>{} ({} images)</dd></div>
            <div><dt>Interval</dt><dd>{}</dd></div>
            </dl>
            <div class="{}">{}{}</div>
            {}<p class="small">{}</p>
            """,
            u.heldOut().task(),
            Format.count(u.heldOut().patients()),
            Format.count(u.heldOut().images()),
            u.heldOut().ciMethod(),
            u.roc().isEmpty() ? "charts" : "charts two",
            Part.chart("chart-auroc", "AUROC by round", words),
            roc,
            table(u),
            "AUROC is the chance that the model ranks a random affected eye above a random"
                + " unaffected one: 0.5 is guessing, 1 is perfect. Nobody in the held-out group"
                + " trained any model shown here. These scores carry no noise: computed on real"
                + " patients, they would be a release of their own.");
    return new Part(
        "utility",
        "What the model can do",
        "How well the private model works, and what privacy and collaboration changed.",
        Figure.OfHoldOut.BASIS,
        body);
  }

  private static Html table(UtilityData u) {
    List<Html> rows = new ArrayList<>();
    for (UtilityData.RoundScore r : u.byRound()) {
      String round = r.round() == 0 ? "before training" : "after round " + r.round();
      rows.add(row("Federated, private, " + round, r.score()));
    }
    if (u.nonPrivate() != null) {
      rows.add(row("Pooled, without privacy", u.nonPrivate()));
    }
    u.localOnly().forEach(s -> rows.add(row(s.site() + " on its own", s.score())));
    return Part.table(
        "AUROC on held-out patients",
        List.of("Model", "AUROC", "Interval low", "Interval high"),
        rows);
  }

  private static Html row(String model, UtilityData.Score score) {
    return Html.of(
        """
        <tr><th scope="row">{}</th><td class="num strong">{}</td>
        <td class="num">{}</td><td class="num">{}</td></tr>
        """,
        model,
        Format.score(score.auroc()),
        Format.score(score.ciLow()),
        Format.score(score.ciHigh()));
  }
}
