package org.medveil.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.StrictObject;

/**
 * The report document, read strictly; see {@code README.md} beside the resources for every key.
 *
 * @param simulated who made the cohort, or null when patients are real
 * @param sites the hospitals, in display order
 * @param deidentification before and after, or null; never with real patients
 */
record ReportData(
    Heading heading,
    Simulated simulated,
    List<String> sites,
    int rounds,
    EgressData egress,
    PrivacyData privacy,
    UtilityData utility,
    List<StageCount> counts,
    DeidentificationData deidentification,
    EvidenceData evidence) {

  static final String SCHEMA = "medveil-report-1";

  private static final StrictObject.Kind KIND =
      new StrictObject.Kind("report", "jobs/src/main/resources/org/medveil/jobs/report/README.md");

  /** Title and purpose; {@code note} may be null. */
  record Heading(
      String title, String purpose, String agreementId, Instant generatedAt, String note) {}

  /** The generator of a simulated cohort. */
  record Simulated(String generator, String version, long seed) {}

  /**
   * @throws Refusal exit 65 if the document does not keep to the schema, exit 77 if it would show
   *     what a report must not show
   */
  static ReportData read(JsonNode document) {
    return StrictObject.readRoot(document, KIND, ReportData::read);
  }

  private static ReportData read(StrictObject o) {
    o.oneOf("schema", List.of(SCHEMA));
    ReportData data =
        new ReportData(
            heading(o),
            o.objectOrNull("simulated", ReportData::simulated),
            o.uniqueTexts("sites"),
            o.smallInteger("rounds", 1),
            o.object("egress", EgressData::read),
            o.object("privacy", PrivacyData::read),
            o.object("utility", UtilityData::read),
            o.objects("counts", StageCount::read),
            o.objectOrNull("deidentification", DeidentificationData::read),
            EvidenceData.read(o));
    data.checkSitesAndRounds(o);
    data.checkStages(o);
    data.refuseRealPeople();
    return data;
  }

  private static Heading heading(StrictObject o) {
    Instant at = null;
    try {
      at = Instant.parse(o.text("generated_at"));
    } catch (DateTimeParseException notAnInstant) {
      o.check(false, "generated_at", "must be an instant such as 2026-11-23T22:05:00Z");
    }
    return new Heading(
        o.text("title"), o.text("purpose"), o.text("agreement_id"), at, o.paragraphOrNull("note"));
  }

  private static Simulated simulated(StrictObject o) {
    return new Simulated(o.text("generator"), o.text("version"), o.integer("seed", Long.MIN_VALUE));
  }

  private void checkSitesAndRounds(StrictObject o) {
    for (EgressData.SentFile f : egress.files()) {
      o.check(sites.contains(f.site()) && f.round() <= rounds, "egress", foreign());
    }
    for (PrivacyData.Spent s : privacy.spent()) {
      o.check(sites.contains(s.site()) && s.round() <= rounds, "privacy", foreign());
    }
    for (UtilityData.SiteScore s : utility.localOnly()) {
      o.check(sites.contains(s.site()), "utility", foreign());
    }
    for (UtilityData.RoundScore r : utility.byRound()) {
      o.check(r.round() <= rounds, "utility", foreign());
    }
  }

  private void checkStages(StrictObject o) {
    Set<List<String>> seen = new HashSet<>();
    for (StageCount c : counts) {
      o.check(sites.contains(c.site()), "counts", foreign());
      o.check(seen.add(List.of(c.site(), c.stage())), "counts", "must not repeat a site's stage");
    }
  }

  private static String foreign() {
    return "names a site that is not in sites, or a round above rounds";
  }

  /** Exact sizes of cohorts, header values and pictures of real patients stay in their hospital. */
  private void refuseRealPeople() {
    if (simulated != null) {
      return;
    }
    if (deidentification != null) {
      throw Refusal.policy(
          "A report shows header values and pictures of a simulated cohort only.",
          "Set deidentification to null; compare before and after inside the hospital.");
    }
    if (counts.stream().map(StageCount::site).distinct().count() > 1) {
      throw Refusal.policy(
          "The exact counts of more than one hospital must not meet in one report.",
          "Leave counts empty, or write one report inside each hospital.");
    }
  }
}
