package org.medveil.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditSample;

/** The page of audits as a reader sees it. */
class AuditBrowserTest {
  @TempDir static Path folder;

  private static Browser browser;
  private static BrowserWindow window;

  @BeforeAll
  static void open() throws Exception {
    Optional<Path> program = Browser.find();
    Assumptions.assumeTrue(
        program.isPresent(), "SKIPPED: no browser. The page of audits was not looked at.");
    browser = new Browser(program.get(), Files.createDirectories(folder.resolve("profile")));
    window = browser.newWindow();
  }

  @AfterAll
  static void close() {
    if (window != null) {
      window.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyChartIsDrawnWithReadableLabelsAtEveryWidth() throws Exception {
    List<AuditDocument> audits =
        List.of(AuditSample.of("audit-reidentification"), AuditSample.of("audit-fairness"));
    Path page = folder.resolve("audits.html");
    Files.writeString(
        page,
        AuditPage.render(
            new AuditPage.Cover("Audits", Map.of("Is ε true?", "audit-privacy was not run")),
            audits));
    for (int width : new int[] {1280, 800, 390}) {
      window.show(page, width);
      assertEquals(List.of(), window.complaints());
      assertEquals(List.of(page.toUri().toString()), window.requests());
      JsonNode charts = window.evaluate(ReportBrowserTest.CHARTS);
      assertEquals(6, charts.size(), "three charts of each audit; the heat map is a table");
      for (JsonNode chart : charts) {
        assertTrue(chart.get("width").asDouble() > 200, chart.toString());
        assertTrue(chart.get("height").asDouble() > 120, chart.toString());
        assertTrue(chart.get("paths").asInt() > 4, chart.toString());
      }
      assertEquals("[]", window.evaluate(ReportBrowserTest.BAD_LABELS).toString(), "at " + width);
      int wide = window.evaluate("document.documentElement.scrollWidth").asInt();
      assertTrue(wide <= width, "the page is " + wide + " wide at width " + width);
    }
  }
}
