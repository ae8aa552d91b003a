package org.medveil.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** The page is whole, safe and says what its document says. */
class ReportPageTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script( [^>]*)?>(.*?)</script>", Pattern.DOTALL);

  @Test
  void answersWhatADataProtectionOfficerAsksInTheirOrder() {
    String page = ReportPage.render(ReportSample.document());
    List<String> headings =
        List.of(
            "Simulated cohort, not patient data.",
            "No check of this run failed",
            "What left each hospital",
            "Privacy spent",
            "What the model can do",
            "Counts in = counts out + quarantined",
            "De-identification before and after",
            "Who may know what",
            "Not evidenced",
            "Where every number came from",
            "Settings and versions",
            "How to reproduce");
    int from = 0;
    for (String heading : headings) {
      int at = page.indexOf(">" + heading + "<", from);
      assertTrue(at > 0, heading);
      // The contents repeat the headings; the parts follow them.
      from = heading.startsWith("No check") ? page.indexOf("</nav>") : at;
    }
  }

  @Test
  void everyEpsilonStandsWithTheWordsThatGiveItAMeaning() {
    String page = ReportPage.render(ReportSample.document());
    assertTrue(
        page.contains(
            "ε per patient, add/remove one patient, δ = 1e-5, Poisson sampling, pld accountant"));
    assertTrue(page.contains("OpenDP 0.12.1, discrete Gaussian"));
    assertTrue(page.contains("ε = 6.322 at δ = 1e-5 (budget: ε = 8)"));
  }

  @Test
  void nothingInThePageReachesOutside() {
    String page = ReportPage.render(ReportSample.document());
    String markup = SCRIPT.matcher(page).replaceAll("");
    Matcher links =
        Pattern.compile("(?:src|href|action|srcset)\\s*=\\s*\"([^\"]*)").matcher(markup);
    int pictures = 0;
    while (links.find()) {
      String target = links.group(1);
      assertTrue(target.startsWith("#") || target.startsWith("data:"), target);
      pictures += target.startsWith("data:image/") ? 1 : 0;
    }
    assertEquals(4, pictures);
    assertFalse(Pattern.compile("url\\(|@import|https?://").matcher(markup).find());
    assertTrue(page.contains("default-src 'none'"));
  }

  @Test
  void thePolicyAllowsExactlyTheTwoScriptsOfThePage() throws Exception {
    String page = ReportPage.render(ReportSample.document());
    String policy =
        page.substring(page.indexOf("script-src "), page.indexOf("; base-uri"))
            .replace("&#39;", "'");
    List<String> hashes = new ArrayList<>();
    Matcher scripts = SCRIPT.matcher(page);
    while (scripts.find()) {
      if (scripts.group(1) == null) {
        byte[] text = scripts.group(2).getBytes(StandardCharsets.UTF_8);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
        hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      }
    }
    assertEquals("script-src " + String.join(" ", hashes), policy);
    assertTrue(page.contains("Licensed to the Apache Software Foundation (ASF)"), "its licence");
  }

  @Test
  void aTextNeverBecomesMarkupOrScript() {
    String attack = "</script><img src=x onerror=alert(1)>\"'&<!--";
    ObjectNode document = ReportSample.document();
    ReportTree.replaceTexts(document, attack);
    String page = ReportPage.render(document);
    String plain = ReportPage.render(ReportSample.document());
    assertFalse(page.contains("<img src=x"));
    assertFalse(page.contains("<!--"));
    assertEquals(count(plain, "<script"), count(page, "<script"));
    assertEquals(count(plain, "</script"), count(page, "</script"));
    assertEquals(count(plain, "<img "), count(page, "<img "));
    assertTrue(page.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;"));
  }

  @Test
  void privacyIsNeverRoundedInOnesFavour() {
    assertEquals("1.001", Format.epsilon(1.0000001));
    assertEquals("1.000", Format.epsilon(1.0));
    assertEquals("0.001", Format.epsilon(1e-9));
    assertEquals("2.999", Format.left(2.9999));
  }

  @Test
  void numbersReadTheSameEverywhere() {
    assertEquals("1e-5", Format.number(1e-5));
    assertEquals("2.5e-6", Format.number(2.5e-6));
    assertEquals("8", Format.number(8.0));
    assertEquals("0.2", Format.number(0.2));
    assertEquals("0", Format.number(0));
    assertEquals("1,248", Format.count(1248));
    assertEquals("999 B", Format.bytes(999));
    assertEquals("4.2 kB", Format.bytes(4196));
  }

  @Test
  void writesThePageBesideAnOlderOneInOneMove(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("report.json");
    Path html = folder.resolve("out/report.html");
    Files.writeString(json, ReportSample.document().toString());
    ReportPage.write(json, html);
    ReportPage.write(json, html);
    assertEquals(
        ReportPage.render(new ObjectMapper().readTree(json.toFile())), Files.readString(html));
    try (var left = Files.list(html.getParent())) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void whatIsNotOneJsonObjectIsRefusedWithoutQuotingIt(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("report.json");
    assertEquals(ExitCode.USAGE, refusal(json, folder).exitCode());
    for (String text : List.of("", "[]", "{\"SECRET", "{} {}", "{\"title\":1,\"title\":2}")) {
      Files.writeString(json, text);
      Refusal refusal = refusal(json, folder);
      assertEquals(ExitCode.BAD_DATA, refusal.exitCode(), text);
      assertFalse(refusal.getMessage().contains("SECRET"));
    }
    assertFalse(Files.exists(folder.resolve("report.html")));
  }

  private static Refusal refusal(Path json, Path folder) {
    return assertThrows(Refusal.class, () -> ReportPage.write(json, folder.resolve("report.html")));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
