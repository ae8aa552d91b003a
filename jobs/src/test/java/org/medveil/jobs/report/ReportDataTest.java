package org.medveil.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** The schema is strict, and keeps real patients out of the page. */
class ReportDataTest {

  @Test
  void theSampleIsWhole() {
    ReportData data = ReportData.read(ReportSample.document());
    assertEquals(3, data.sites().size());
    assertEquals(36, data.egress().files().size());
  }

  @Test
  void anUnknownKeyIsRefusedEverywhere() {
    List<String> paths = new ArrayList<>();
    ObjectNode document = ReportSample.document();
    ReportTree.objects(
        document,
        "report",
        (object, path) -> {
          object.put("extra", 1);
          Refusal refusal = refused(document);
          assertTrue(refusal.getMessage().contains("unknown key \"extra\""), path);
          object.remove("extra");
          paths.add(path);
        });
    assertTrue(paths.size() > 20, "objects visited: " + paths.size());
  }

  @Test
  void aMissingKeyIsRefusedEverywhere() {
    ObjectNode document = ReportSample.document();
    ReportTree.objects(
        document,
        "report",
        (object, path) -> {
          for (String key : keys(object)) {
            JsonNode value = object.remove(key);
            String message = refused(document).getMessage();
            assertTrue(message.contains(path + "." + key + " is missing"), message);
            object.set(key, value);
          }
        });
  }

  @Test
  void aValueOfTheWrongTypeIsRefusedAndNeverQuoted() {
    ObjectNode document = ReportSample.document();
    ReportTree.objects(
        document,
        "report",
        (object, path) -> {
          for (String key : keys(object)) {
            JsonNode value = object.get(key);
            object.set(key, value.isTextual() ? IntNode.valueOf(4711) : new TextNode("4711\n"));
            assertFalse(refused(document).getMessage().contains("4711"), path + "." + key);
            object.set(key, value);
          }
        });
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    outOfRange("/privacy", "delta", 1.0);
    outOfRange("/privacy", "budget_epsilon", 0.0);
    outOfRange("/privacy/spent/0", "sampling_rate", 1.2);
    outOfRange("/privacy/spent/0", "epsilon_after", -0.1);
    outOfRange("/utility/by_round/0", "auroc", 0.99);
    outOfRange("/utility/by_round/1", "round", 0);
    outOfRange("/egress/files/0", "round", 5);
    outOfRange("/egress/files/0", "bytes", -1);
    outOfRange("/counts/0", "rows_in", 1.5);
  }

  @Test
  void aForeignSiteADuplicateAndAReversedTextAreRefused() {
    change("/egress/files/0", "site", "Elsewhere");
    change("/egress/files/0", "name", "signature");
    change("/counts/1", "stage", "ingest");
    change("", "title", "abc\u202Edef");
    change("", "title", "line\nbreak");
    change("/deidentification/pictures/0", "before", "https://example.org/a.png");
    change("/deidentification/pictures/0", "before", "data:image/svg+xml;base64,PHN2Zz4=");
  }

  @Test
  void valuesAndPicturesOfRealPatientsAreRefused() {
    ObjectNode document = ReportSample.document();
    document.putNull("simulated");
    assertEquals(ExitCode.POLICY_REFUSED, refused(document, ExitCode.POLICY_REFUSED).exitCode());
    document.putNull("deidentification");
    assertTrue(refused(document, ExitCode.POLICY_REFUSED).getMessage().contains("exact counts"));
    document.putArray("counts");
    String page = ReportPage.render(document);
    assertFalse(page.contains("Simulated cohort"));
    assertFalse(page.contains("id=\"chart-counts\""));
  }

  private static void outOfRange(String pointer, String key, double value) {
    ObjectNode document = ReportSample.document();
    ((ObjectNode) document.at(pointer)).put(key, value);
    refused(document);
  }

  private static void outOfRange(String pointer, String key, int value) {
    ObjectNode document = ReportSample.document();
    ((ObjectNode) document.at(pointer)).put(key, value);
    refused(document);
  }

  private static void change(String pointer, String key, String value) {
    ObjectNode document = ReportSample.document();
    ((ObjectNode) document.at(pointer)).put(key, value);
    assertFalse(refused(document).getMessage().contains(value));
  }

  private static List<String> keys(ObjectNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static Refusal refused(ObjectNode document) {
    return refused(document, ExitCode.BAD_DATA);
  }

  private static Refusal refused(ObjectNode document, ExitCode code) {
    Refusal refusal = assertThrows(Refusal.class, () -> ReportData.read(document));
    assertEquals(code, refusal.exitCode(), refusal.getMessage());
    return refusal;
  }
}
