package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A crate comes into the library only with its licence written down, and only with one we pass on.
 */
class ThirdPartyTest {
  private static final Pattern LOCKED =
      Pattern.compile("name = \"(.+)\"\nversion = \"(.+)\"\nsource = ");
  private static final Set<String> PASSED_ON =
      Set.of("MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause");

  @Test
  void theListIsThatOfTheLockFile() throws IOException {
    Set<String> locked =
        LOCKED
            .matcher(Files.readString(Path.of("rust", "Cargo.lock")))
            .results()
            .map((MatchResult crate) -> crate.group(1) + "," + crate.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed =
        rows().stream()
            .map(row -> row[0] + "," + row[1])
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(locked.size() > 50, locked.size() + " crates");
    assertEquals(locked, listed, "run rust/third-party, as it says, and look at what is new");
  }

  @Test
  void everyLinkedCrateMayBePassedOn() throws IOException {
    for (String[] row : rows()) {
      boolean allowed =
          Arrays.stream(row[2].split(" OR |/")).map(String::strip).anyMatch(PASSED_ON::contains);
      assertTrue(allowed || row[3].equals("no"), String.join(",", row));
    }
  }

  private static List<String[]> rows() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ThirdPartyTest.class.getResourceAsStream("/META-INF/native-third-party.csv"),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> line.split(","))
          .toList();
    }
  }
}
