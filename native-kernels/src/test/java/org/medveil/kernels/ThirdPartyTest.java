package org.medveil.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of crates in the jar: all that are locked, none under a licence nobody looked at. */
class ThirdPartyTest {
  private static final Path LIST =
      Path.of("src", "main", "resources", "META-INF", "kernels-third-party.csv");
  private static final Pattern LOCKED =
      Pattern.compile("name = \"(.+)\"\nversion = \"(.+)\"\nsource = ");
  private static final Set<String> PASSED_ON =
      Set.of("MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause");

  @Test
  void theListIsThatOfTheLockFileAndEachMayBePassedOn() throws IOException {
    Set<String> locked =
        LOCKED
            .matcher(Files.readString(Path.of("rust", "Cargo.lock")))
            .results()
            .map(crate -> crate.group(1) + "," + crate.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String[]> rows =
        Files.readAllLines(LIST).stream().skip(2).map(line -> line.split(",")).toList();
    Set<String> listed =
        rows.stream()
            .map(row -> row[0] + "," + row[1])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(locked, listed, "run native-opendp/rust/third-party, and look at what is new");
    for (String[] row : rows) {
      boolean allowed =
          Arrays.stream(row[2].split(" OR |/")).map(String::strip).anyMatch(PASSED_ON::contains);
      assertTrue(allowed || row[3].equals("no"), String.join(",", row));
    }
  }
}
