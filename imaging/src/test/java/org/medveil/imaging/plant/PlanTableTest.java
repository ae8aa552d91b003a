package org.medveil.imaging.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.score.Requirement;
import org.medveil.imaging.score.Templates;

/**
 * What the key requires follows from PS3.15 Table E.1-1 as others have transcribed it (the file
 * {@code reference/confidentiality_profile_attributes.csv}), under the options Clean Descriptors,
 * Retain Longitudinal Temporal Information with Modified Dates, Retain Patient Characteristics.
 */
class PlanTableTest {
  private static final Pattern LAST = Pattern.compile("\\(([0-9a-f]{4}),([0-9a-f]{4})\\)$");

  private record Row(String basic, boolean cleanDescriptors, boolean dates, boolean person) {}

  @Test
  void everyRequirementFollowsFromTheTable() throws Exception {
    Map<String, Row> table = table();
    TreeSet<String> wrong = new TreeSet<>();
    List<byte[]> templates = Templates.made();
    for (Planned planned : Cohort.plan(3, 60, 90, templates.size())) {
      for (Requirement row :
          Planter.plant(templates.get(planned.template()), 3, planned).requirements()) {
        Matcher last = LAST.matcher(row.path());
        if (last.find()) {
          String id = last.group(1) + last.group(2);
          if (!follows(row, table.get(id), row.path().contains("["))) {
            wrong.add(row.path() + " " + row.action().word() + " " + table.get(id));
          }
        }
      }
    }
    assertEquals(new TreeSet<String>(), wrong);
  }

  private static boolean follows(Requirement row, Row rule, boolean nested) {
    boolean kept = rule == null || rule.person();
    return switch (row.action()) {
      case TEXT_RETAINED -> kept || rule.cleanDescriptors();
      // What a sequence that goes holds goes with it.
      case TEXT_REMOVED -> rule != null && !rule.person() || nested;
      case TEXT_NOTNULL -> kept || rule.basic().contains("D") || rule.basic().equals("U");
      case TAG_RETAINED -> kept || rule.basic().contains("Z") || rule.dates();
      case DATE_SHIFTED -> rule != null && rule.dates();
      case UID_CHANGED, UID_CONSISTENT -> rule != null && rule.basic().equals("U");
      case PATID_CONSISTENT -> true;
      case PIXELS_HIDDEN, PIXELS_RETAINED -> false;
    };
  }

  private static Map<String, Row> table() throws Exception {
    String root = System.getenv("MEDVEIL_DATA");
    Path file =
        Path.of(root == null ? "." : root, "reference/confidentiality_profile_attributes.json");
    assumeTrue(Files.exists(file), "skipped: no MEDVEIL_DATA");
    Map<String, Row> table = new HashMap<>();
    Matcher item = Pattern.compile("\\{[^{}]*}").matcher(Files.readString(file));
    while (item.find()) {
      table.put(
          field(item.group(), "id"),
          new Row(
              field(item.group(), "basicProfile"),
              field(item.group(), "cleanDescOpt").equals("C"),
              field(item.group(), "rtnLongModifDatesOpt").equals("C"),
              field(item.group(), "rtnPatCharsOpt").equals("K")));
    }
    assertTrue(table.size() > 600, "rows: " + table.size());
    return table;
  }

  private static String field(String item, String name) {
    Matcher field = Pattern.compile('"' + name + "\":\\s*\"([^\"]*)\"").matcher(item);
    return field.find() ? field.group(1) : "";
  }
}
