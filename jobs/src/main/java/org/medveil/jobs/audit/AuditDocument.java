package org.medveil.jobs.audit;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One audit as people read it: what was asked, what was found, how sure, what it does not show.
 * Exact figures stand in it, so it stays in the house ({@code docs/decisions/0014}).
 *
 * @param audit the verb, e.g. {@code audit-fairness}
 * @param asked the question in one paragraph
 * @param found the answers, the most important first; at least one
 * @param howSure what the intervals rest on, in one paragraph
 * @param doesNotShow what a reader might wrongly conclude; at least one
 * @param figures the numbers, the most important first; at least one
 * @param exhibits tables, charts, pictures
 * @param facts where the numbers came from
 */
public record AuditDocument(
    String audit,
    String asked,
    List<String> found,
    String howSure,
    List<String> doesNotShow,
    List<AuditFigure> figures,
    AuditExhibits exhibits,
    AuditFacts facts) {
  private static final Pattern VERB = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  public AuditDocument {
    Texts.paragraph(asked);
    Texts.paragraph(howSure);
    found = Texts.paragraphs(found);
    doesNotShow = Texts.paragraphs(doesNotShow);
    figures = List.copyOf(figures);
    if (!VERB.matcher(audit).matches()) {
      throw new IllegalArgumentException("not the name of a verb");
    }
    if (found.isEmpty() || doesNotShow.isEmpty() || figures.isEmpty()) {
      throw new IllegalArgumentException("an audit finds something and has limits: " + audit);
    }
    if (exhibits == null || facts == null) {
      throw new IllegalArgumentException("an audit says where its numbers came from: " + audit);
    }
  }

  /** {@code FAIL} if a claim is refuted, {@code PASS} if one was tested and none refuted. */
  public AuditVerdict verdict() {
    if (figures.stream().anyMatch(f -> f.verdict() == AuditVerdict.FAIL)) {
      return AuditVerdict.FAIL;
    }
    return figures.stream().anyMatch(f -> f.verdict() == AuditVerdict.PASS)
        ? AuditVerdict.PASS
        : AuditVerdict.INFO;
  }
}
