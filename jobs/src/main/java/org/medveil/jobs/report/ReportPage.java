package org.medveil.jobs.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.audit.AuditDocument;

/**
 * Turns a report document into one HTML page that needs nothing else: style, charts and pictures
 * are inside, a Content-Security-Policy forbids every request and every script but its own two, and
 * all numbers stand in tables as well. The schema is {@code README.md} beside the resources.
 */
public final class ReportPage {
  private ReportPage() {}

  /**
   * The page, as UTF-8 text.
   *
   * @param report a document of schema {@code medveil-report-1}
   * @throws Refusal exit 65 if the document does not keep to the schema; exit 77 if it would show
   *     values, pictures or counts that a report about real patients must not show
   */
  public static String render(JsonNode report) {
    return render(report, List.of());
  }

  /**
   * As {@link #render(JsonNode)}, with a part for each audit.
   *
   * @throws Refusal also exit 77 for audits beside more than one hospital of real patients: exact
   *     figures of a house stay in it
   */
  public static String render(JsonNode report, List<AuditDocument> audits) {
    ReportData data = ReportData.read(report);
    if (!audits.isEmpty() && data.simulated() == null && data.sites().size() > 1) {
      throw Refusal.policy(
          "Exact figures of an audit must not stand in a report of more than one hospital.",
          "Write the audits' own page inside the hospital: audit-all.");
    }
    List<Part> parts = parts(data, audits);
    Html body =
        Html.of(
            """
            <a class="skip" href="#verdict">To the verdict</a>
            <main>
            {}
            <nav aria-label="Contents"><ol>{}</ol></nav>
            {}
            </main>
            <footer>Written by Medveil from one JSON document. This file makes no request to any
            server; it can be archived and printed as it is. Charts: Apache ECharts (Apache-2.0).
            </footer>
            """,
            OpeningSection.render(data, Verdict.of(data)),
            parts.stream().map(Part::contentsLine).toList(),
            parts.stream().map(Part::render).toList());
    return WholePage.of(data.heading().title(), body, ChartData.json(data, audits));
  }

  /**
   * Reads a document and writes its page, replacing an older page in one move.
   *
   * @throws Refusal as {@link #render}; exit 2 if the document is not there, exit 65 if it is not
   *     JSON, exit 75 if the page cannot be written
   */
  public static void write(Path reportJson, Path html) {
    write(reportJson, html, List.of());
  }

  /** As {@link #write(Path, Path)}, with a part for each audit. */
  public static void write(Path reportJson, Path html, List<AuditDocument> audits) {
    String page = render(read(reportJson), audits);
    try {
      Path folder = html.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path draft = folder.resolve(html.getFileName() + ".tmp");
      Files.writeString(draft, page);
      Files.move(draft, html, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Refusal.tryAgain(
          "The report page cannot be written.", "Check space and rights of the output folder.");
    }
  }

  private static JsonNode read(Path reportJson) {
    if (!Files.isRegularFile(reportJson)) {
      throw Refusal.usage("There is no report document at the given path.", "Check the path.");
    }
    ObjectMapper mapper =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    try {
      return mapper.readTree(Files.readAllBytes(reportJson));
    } catch (JsonProcessingException e) {
      // Without its cause: a parser quotes what it read.
      throw Refusal.badData(
          "The report document is not one JSON object with unique keys.",
          "Write it again with the report job.");
    } catch (IOException e) {
      throw Refusal.tryAgain("The report document cannot be read.", "Check the file's rights.");
    }
  }

  private static List<Part> parts(ReportData data, List<AuditDocument> audits) {
    List<Part> parts = new ArrayList<>();
    parts.add(EgressSection.part(data));
    parts.add(PrivacySection.part(data));
    parts.add(UtilitySection.part(data));
    parts.add(CountsSection.part(data));
    if (data.deidentification() != null) {
      parts.add(DeidentificationSection.part(data.deidentification()));
    }
    if (!data.evidence().audits().isEmpty()) {
      parts.add(EvidenceSection.audits(data.evidence()));
    }
    audits.forEach(audit -> parts.add(AuditSection.part(audit)));
    parts.add(WallSection.part());
    parts.addAll(EvidenceSection.parts(data.evidence()));
    return parts;
  }
}
