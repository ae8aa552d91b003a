package org.medveil.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a reader sees it, in a real browser and from a file. */
class ReportBrowserTest {
  /** Texts of a chart that overlap each other or stick out of it, as "chart: text". */
  static final String BAD_LABELS =
      """
      Array.from(document.querySelectorAll('.chart')).flatMap(chart => {
        const frame = chart.getBoundingClientRect();
        const texts = Array.from(chart.querySelectorAll('svg text')).filter(t => t.textContent.trim());
        const boxes = texts.map(t => t.getBoundingClientRect());
        const bad = [];
        boxes.forEach((a, i) => {
          if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 1
              || a.bottom > frame.bottom + 1) bad.push(chart.id + ': out: ' + texts[i].textContent);
          boxes.slice(i + 1).forEach((b, j) => {
            const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (w > 1 && h > 2) bad.push(chart.id + ': ' + texts[i].textContent + ' / '
                + texts[i + 1 + j].textContent);
          });
        });
        return bad;
      })
      """;

  static final String CHARTS =
      """
      Array.from(document.querySelectorAll('.chart')).map(chart => {
        const svg = chart.querySelector('svg');
        const box = svg ? svg.getBoundingClientRect() : {width: 0, height: 0};
        return {id: chart.id, width: box.width, height: box.height,
          paths: chart.querySelectorAll('svg path').length,
          spoken: chart.getAttribute('aria-label')};
      })
      """;

  @TempDir static Path folder;

  private static Browser browser;
  private static BrowserWindow window;

  @BeforeAll
  static void open() throws Exception {
    Optional<Path> program = Browser.find();
    Assumptions.assumeTrue(
        program.isPresent(),
        "SKIPPED: no browser. The report page was not looked at. Install chromium, or name a"
            + " Chromium or Chrome by MEDVEIL_BROWSER.");
    browser = new Browser(program.get(), Files.createDirectories(folder.resolve("profile")));
    window = browser.newWindow();
  }

  @AfterAll
  static void close() throws Exception {
    if (window != null) {
      window.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyChartIsDrawnAndNothingComplainsOrLeaves() throws Exception {
    Path page = show(ReportSample.document(), 1280);
    assertEquals(List.of(), window.complaints());
    assertEquals(List.of(page.toUri().toString()), window.requests());
    JsonNode charts = window.evaluate(CHARTS);
    assertEquals(4, charts.size());
    for (JsonNode chart : charts) {
      assertTrue(chart.get("width").asDouble() > 200, chart.toString());
      assertTrue(chart.get("height").asDouble() > 200, chart.toString());
      assertTrue(chart.get("paths").asInt() > 8, chart.toString());
      assertTrue(chart.get("spoken").asText().length() > 20, chart.toString());
    }
  }

  @Test
  void thePageIsNotBlank() throws Exception {
    show(ReportSample.document(), 1280);
    window.evaluate(
        "document.getElementById('chart-epsilon').scrollIntoView({behavior:'instant'})");
    byte[] png = Base64.getDecoder().decode(window.screenshot());
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(1280, image.getWidth());
    // The bars of the first hospital, in its colour.
    long bars =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff)
            .filter(rgb -> rgb == 0x1f5f8b)
            .count();
    assertTrue(bars > 5000, "pixels in the bars' colour: " + bars);
  }

  @Test
  void labelsNeverOverlapAndNothingIsCutOff() throws Exception {
    List<String> eight =
        IntStream.range(0, 8).mapToObj(i -> "University Eye Hospital No. " + i).toList();
    List<ObjectNode> documents =
        List.of(
            ReportSample.document(),
            ReportSample.document(eight, 12),
            ReportSample.document(List.of("Only"), 1));
    for (ObjectNode document : documents) {
      for (int width : new int[] {1280, 800, 390}) {
        show(document, width);
        assertEquals("[]", window.evaluate(BAD_LABELS).toString(), "at width " + width);
        int wide = window.evaluate("document.documentElement.scrollWidth").asInt();
        assertTrue(wide <= width, "the page is " + wide + " wide at width " + width);
      }
    }
  }

  @Test
  void chartsFitThePaperWhenPrinted() throws Exception {
    show(ReportSample.document(), 1280);
    window.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    for (JsonNode chart : window.evaluate(CHARTS)) {
      assertTrue(chart.get("width").asDouble() <= 670, chart.toString());
    }
    assertEquals(List.of(), window.complaints());
  }

  @Test
  void aHostileTextIsShownAndNeverRun() throws Exception {
    ObjectNode document = ReportSample.document();
    String attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
    ReportTree.replaceTexts(document, attack);
    Path page = show(document, 1280);
    window.evaluate("window.dispatchEvent(new Event('resize'))");
    assertEquals(List.of(), window.complaints());
    assertEquals(List.of(page.toUri().toString()), window.requests());
    assertEquals(attack, window.evaluate("document.querySelector('h1').textContent").asText());
    assertEquals(4, window.evaluate(CHARTS).size());
  }

  @Test
  void theseTestsWouldSeeABrokenPage() throws Exception {
    String page = ReportPage.render(ReportSample.document());
    Path broken = folder.resolve("broken.html");
    String inserted = "<img src=\"other.png\"><script>alert(1)</script></body>";
    Files.writeString(broken, page.replace("</body>", inserted));
    window.show(broken, 1280);
    assertFalse(window.complaints().isEmpty(), "the page's own policy stops both");
    String open =
        page.replace("Content-Security-Policy", "x-none")
            .replace("</body>", "<img src=\"other.png\"></body>");
    Files.writeString(broken, open);
    window.show(broken, 1280);
    assertEquals(2, window.requests().size());
    window.evaluate("document.querySelectorAll('.chart').forEach(c => c.style.width = '100px')");
    assertTrue(window.evaluate(BAD_LABELS).size() > 4, "labels out of a frame that is too narrow");
  }

  private static Path show(ObjectNode document, int width)
      throws IOException, InterruptedException {
    Path page = folder.resolve("report.html");
    Files.writeString(page, ReportPage.render(document));
    window.show(page, width);
    return page;
  }
}
