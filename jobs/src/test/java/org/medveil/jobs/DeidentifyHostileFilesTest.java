package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.jobs.cli.Json;
import org.medveil.testkit.LocalSpark;
import org.medveil.testkit.RealData;

/** The whole verb on files made to break readers, every picture looked at. */
@ExtendWith(LocalSpark.class)
class DeidentifyHostileFilesTest {
  /** An image without pixels is a header: docs/hostile-files.md says why it goes on. */
  private static final Set<String> TAKEN_ON_PURPOSE = Set.of("pixels_absent.dcm");

  /** What the files carry to hurt whoever reads a log, a page, a path or the bytes after. */
  private static final List<String> POISON =
      List.of(
          "fake log line",
          "HYPERLINK",
          "jndi",
          "<script>",
          "\u001b[31m",
          "DROP TABLE",
          "/etc/passwd",
          "../");

  @TempDir private Path folder;

  @Test
  void eachEndsAsItsAuthorWantsAndNothingGetsIntoALog() throws IOException {
    Path hostile = RealData.folder("dicom_hostile").toAbsolutePath().normalize();
    CommandRun.of("keys", "init", "--out", folder.resolve("keys")).ends(0);
    CommandRun run =
        CommandRun.of(
                "deidentify",
                "--input",
                hostile,
                "--output",
                folder.resolve("out"),
                "--keys",
                folder.resolve("keys"),
                "--pixel-policy",
                Path.of("../benchmarks/deid-score/pixel-rules.conf").toAbsolutePath().normalize())
            .ends(0);
    assertEquals(68, run.count("files"), "66, the manifest and a text");
    assertEquals(68, run.count("written") + run.count("quarantined"));
    Map<String, String> reasons = reasons();
    Set<String> taken = new TreeSet<>();
    int files = 0;
    for (JsonNode file : Json.tree(SmallConsortium.latin(hostile.resolve("manifest.json")))) {
      String reason = reasons.getOrDefault(file.path("sha256").asText(), "");
      files++;
      if (file.path("expect").asText().equals("reject") && reason.isEmpty()) {
        taken.add(file.path("file").asText());
      }
      if (file.path("expect").asText().equals("accept")) {
        // Several files are copies of one instance: the first of them is the one that is written.
        assertTrue(Set.of("", "CONFLICTING_DUPLICATE").contains(reason), reason);
      }
    }
    assertEquals(66, files);
    assertEquals(TAKEN_ON_PURPOSE, taken);
    assertNoPoison(run.out() + run.err());
    assertFalse(run.err().contains("\tat "), "no stack trace");
    try (Stream<Path> written = Files.walk(folder.resolve("out"))) {
      for (Path file : written.filter(Files::isRegularFile).toList()) {
        assertNoPoison(file.getFileName().toString());
        assertNoPoison(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
  }

  private Map<String, String> reasons() throws IOException {
    Map<String, String> reasons = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("out/quarantine.csv"))) {
      reasons.put(line.split(",")[1], line.split(",")[3]);
    }
    return reasons;
  }

  private static void assertNoPoison(String text) {
    POISON.forEach(poison -> assertFalse(text.contains(poison), poison));
  }
}
