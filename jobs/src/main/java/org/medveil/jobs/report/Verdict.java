package org.medveil.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the numbers say, in plain words. Computed from the document, so that the first paragraph
 * cannot disagree with the tables below it.
 *
 * @param findings what speaks against this run; empty = nothing does
 * @param paragraph the run in plain words
 */
record Verdict(List<String> findings, String paragraph) {

  static Verdict of(ReportData data) {
    List<String> findings = new ArrayList<>();
    egress(data.egress(), findings);
    privacy(data, findings);
    for (StageCount c : data.counts()) {
      if (!c.addsUp()) {
        findings.add(
            String.format(
                "%s, %s: %s in, but %s out and %s quarantined.",
                c.site(),
                c.stage(),
                Format.count(c.in()),
                Format.count(c.out()),
                Format.count(c.rejected())));
      }
    }
    data.evidence().audits().stream()
        .filter(a -> a.verdict().equals("fail"))
        .forEach(a -> findings.add("The audit \"" + a.audit() + "\" failed: " + a.metric() + "."));
    return new Verdict(List.copyOf(findings), paragraph(data));
  }

  boolean clean() {
    return findings.isEmpty();
  }

  private static void egress(EgressData egress, List<String> findings) {
    if (!egress.checkPassed()) {
      findings.add("The check of what left the hospitals failed.");
    }
    for (EgressData.SentFile f : egress.strangers()) {
      findings.add(
          String.format("A file outside the allow-list left %s in round %d.", f.site(), f.round()));
    }
  }

  private static void privacy(ReportData data, List<String> findings) {
    PrivacyData privacy = data.privacy();
    if (!privacy.terms().unit().equals("patient")) {
      findings.add("The protected unit is one image, not one patient.");
    }
    for (String site : data.sites()) {
      boolean over =
          privacy.spent().stream()
              .anyMatch(s -> s.site().equals(site) && s.epsilonAfter() > privacy.budgetEpsilon());
      if (over) {
        findings.add(site + " spent more than its privacy budget.");
      }
    }
    data.egress().files().stream()
        .filter(f -> privacy.epsilon(f.site(), f.round()) == null)
        .map(f -> f.site() + " sent files in round " + f.round() + " without a ledger entry.")
        .distinct()
        .forEach(findings::add);
  }

  private static String paragraph(ReportData data) {
    return Stream.of(sent(data), spent(data.privacy()), skill(data), quarantine(data), open(data))
        .filter(Objects::nonNull)
        .reduce((a, b) -> a + " " + b)
        .orElseThrow();
  }

  private static String sent(ReportData data) {
    EgressData egress = data.egress();
    return String.format(
        "%s trained one model together in %s. %s (%s in all) left them%s.",
        Format.count(data.sites().size(), "hospital"),
        Format.count(data.rounds(), "round"),
        Format.count(egress.files().size(), "file"),
        Format.bytes(egress.totalBytes()),
        egress.passed()
            ? ", every one on the allow-list of " + Format.list(egress.allowList())
            : "; the check against the allow-list did not pass");
  }

  private static String spent(PrivacyData privacy) {
    return String.format(
        "What anyone can learn about one %s from all of it is bounded by ε = %s at δ = %s"
            + " (budget: ε = %s).",
        privacy.terms().unit(),
        Format.epsilon(privacy.maxEpsilon()),
        Format.number(privacy.delta()),
        Format.number(privacy.budgetEpsilon()));
  }

  private static String skill(ReportData data) {
    UtilityData utility = data.utility();
    String without =
        utility.nonPrivate() == null
            ? ""
            : "; the same model without privacy reaches "
                + Format.score(utility.nonPrivate().auroc());
    return String.format(
        "The model's AUROC on %s it never saw is %s%s.",
        Format.count(utility.heldOut().patients(), "patient"),
        Format.interval(utility.last()),
        without);
  }

  private static String quarantine(ReportData data) {
    if (data.counts().isEmpty()) {
      return null;
    }
    long rejected = data.counts().stream().mapToLong(StageCount::rejected).sum();
    boolean addsUp = data.counts().stream().allMatch(StageCount::addsUp);
    return Format.count(rejected, "row")
        + (rejected == 1 ? " was" : " were")
        + " quarantined, and the counts "
        + (addsUp ? "add up at every stage." : "do not add up.");
  }

  private static String open(ReportData data) {
    int open = data.evidence().notEvidenced().size();
    return open == 0
        ? null
        : Format.count(open, "question") + " this run does not answer: see Not evidenced.";
  }
}
