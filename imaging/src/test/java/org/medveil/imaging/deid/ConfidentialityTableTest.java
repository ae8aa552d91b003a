package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table against two sources that were made by others. */
class ConfidentialityTableTest {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "rtnSafePrivOpt", "retain-safe-private",
          "rtnUIDsOpt", "retain-uids",
          "rtnDevIdOpt", "retain-device-identity",
          "rtnInstIdOpt", "retain-institution-identity",
          "rtnPatCharsOpt", "retain-patient-characteristics",
          "rtnLongFullDatesOpt", "retain-longitudinal-full-dates",
          "rtnLongModifDatesOpt", "retain-longitudinal-modified-dates",
          "cleanDescOpt", "clean-descriptors",
          "cleanStructContOpt", "clean-structured-content",
          "cleanGraphOpt", "clean-graphics");

  @Test
  void theBasicColumnIsThatOfDicomAnonymizer() {
    Map<String, String> theirs = new TreeMap<>();
    for (String line : Resource.of("e1-1-basic-golden.csv").lines()) {
      String[] cells = line.split(",");
      theirs.put(cells[0], cells[1]);
    }
    Map<String, String> ours = new TreeMap<>();
    for (ConfidentialityTable.Row row : ConfidentialityTable.standard().rows()) {
      if (!row.tag().startsWith("(odd")) {
        ours.put(digits(row.tag()), row.basic().name().replace('_', '/').replace("/U", "/U*"));
      }
    }
    assertEquals(655, theirs.size());
    assertEquals(theirs, ours);
  }

  @Test
  void theOptionColumnsAreThoseOfTheStandard() {
    String json =
        new String(
            PublicData.bytes(PublicData.named("reference/confidentiality_profile_attributes.json")),
            StandardCharsets.UTF_8);
    Map<String, Map<String, String>> theirs = new TreeMap<>();
    for (Config row : ConfigFactory.parseString("{rows: " + json + "}").getConfigList("rows")) {
      Map<String, String> options = new HashMap<>();
      COLUMNS.forEach(
          (column, option) -> {
            if (row.hasPath(column)) {
              options.put(option, row.getString(column));
            }
          });
      theirs.put(digits(row.getString("tag")), options);
    }
    Map<String, Map<String, String>> ours = new TreeMap<>();
    for (ConfidentialityTable.Row row : ConfidentialityTable.standard().rows()) {
      if (row.origin().equals("2025a")) {
        Map<String, String> options = new HashMap<>();
        row.options().forEach((option, action) -> options.put(option.key(), action.letter()));
        ours.put(digits(row.tag()), options);
      }
    }
    assertEquals(621, theirs.size());
    assertEquals(theirs.keySet(), ours.keySet());
    assertEquals(theirs, ours);
  }

  private static String digits(String tag) {
    String bare = tag.toUpperCase(Locale.ROOT).replaceAll("[(),]", "").replace('X', 'x');
    // One line says "where gggg is odd"; curves are one line, whatever their elements.
    return bare.startsWith("GGGG") || bare.startsWith("ODD") ? "odd" : bare;
  }
}
