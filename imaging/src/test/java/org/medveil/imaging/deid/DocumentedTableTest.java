package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/deidentification-table.md is what the engine does, not what somebody once wrote. */
class DocumentedTableTest {
  private static final Path PAGE = Path.of("..", "docs", "deidentification-table.md");
  private static final Path FRESH = Path.of("target", "deidentification-table.md");
  private static final List<String> PROFILES = List.of("research-basic", "default", "strict");

  @Test
  void thePageIsTheTable() throws IOException {
    String expected = page();
    String written = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (!expected.equals(written)) {
      Files.write(FRESH, expected.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(expected, written, "copy imaging/target/deidentification-table.md to docs/");
  }

  private static String page() {
    List<Rules> rules =
        PROFILES.stream().map(name -> new Rules(DeidentificationProfile.shipped(name))).toList();
    StringBuilder out = new StringBuilder();
    out.append("# Tag by tag\n\n");
    out.append("Written by `DocumentedTableTest` from `conf/deid/e1-1-");
    out.append(ConfidentialityTable.standard().edition()).append(".csv`, sha256 `");
    out.append(ConfidentialityTable.standard().sha256()).append("`.\n\n");
    out.append(
        "Letters: D dummy, Z empty or pseudonym, X removed, K kept, C cleaned, U new UID, S date ");
    out.append("moved. A compound such as X/Z/D is decided by the attribute's type in its place ");
    out.append(
        "([deidentification](deidentification.md)). *Options* lists what each option would do; ");
    out.append(
        "an asterisk marks attributes newer than the option columns, treated like their nearest ");
    out.append("relatives, two asterisks those that got no option. The last columns are shipped ");
    out.append("profiles.\n\n");
    out.append("| tag | attribute | basic | options | ").append(String.join(" | ", PROFILES));
    out.append(" |\n|---|---|---|---|").append("---|".repeat(PROFILES.size())).append('\n');
    for (ConfidentialityTable.Row row : ConfidentialityTable.standard().rows()) {
      out.append("| ").append(row.tag()).append(" | ").append(row.keyword()).append(mark(row));
      out.append(" | ").append(basic(row.basic())).append(" | ").append(options(row)).append(" |");
      for (Rules profile : rules) {
        out.append(' ').append(action(row, profile)).append(" |");
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static String mark(ConfidentialityTable.Row row) {
    return switch (row.origin()) {
      case "analogy" -> "\\*";
      case "none" -> "\\*\\*";
      default -> "";
    };
  }

  private static String basic(BasicAction action) {
    return action.name().replace('_', '/').replace("/U", "/U*");
  }

  private static String options(ConfidentialityTable.Row row) {
    List<String> parts = new ArrayList<>();
    row.options().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(o -> parts.add(o.getKey().key() + " " + o.getValue().letter()));
    return parts.stream().collect(Collectors.joining(", "));
  }

  private static String action(ConfidentialityTable.Row row, Rules rules) {
    if (row.tag().startsWith("(odd")) {
      return rules.profile().has(ProfileOption.RETAIN_SAFE_PRIVATE) ? "X, safe ones K" : "X";
    }
    int tag = Tags.parse(row.tag().replace('x', '0'));
    Rule rule = rules.of(tag);
    return rule.action() == null ? basic(rule.basic()) : rule.action().letter();
  }
}
