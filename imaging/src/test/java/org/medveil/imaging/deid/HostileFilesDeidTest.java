package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.DicomRejection;

/** Files made to break readers, through the whole engine: written clean, or a reason. */
class HostileFilesDeidTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2); // shared machines pause

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

  private static final Deidentifier ENGINE =
      Deidentifier.of(DeidentificationProfile.standard(), PublicData.key(5));

  @Test
  void everyHostileFileIsWrittenCleanOrRejected() {
    int written = 0;
    int rejected = 0;
    for (Path file : PublicData.files(PublicData.named("dicom_hostile"))) {
      if (file.toString().endsWith(".dcm")) {
        String name = file.getFileName().toString();
        boolean taken = assertTimeoutPreemptively(PATIENCE, () -> isWritten(name, file), name);
        written += taken ? 1 : 0;
        rejected += taken ? 0 : 1;
      }
    }
    // docs/hostile-files.md lists them: headers only are looked at here, not pixels.
    assertEquals(List.of(44, 22), List.of(written, rejected));
  }

  private static boolean isWritten(String name, Path file) {
    byte[] out;
    String fileName;
    try {
      Deidentified done = ENGINE.deidentify(PublicData.read(PublicData.bytes(file)));
      assertEquals(0, done.residual().scan(done.object()).size(), name);
      assertFalse(POISON.stream().anyMatch(done.toString()::contains), name);
      out = PublicData.written(done.object());
      fileName = done.fileName();
    } catch (DicomRejection e) {
      assertTrue(e.toString().chars().allMatch(c -> c >= ' ' && c < 127), name);
      assertFalse(POISON.stream().anyMatch(e.toString()::contains), name);
      return false;
    }
    assertTrue(fileName.matches("2\\.25\\.\\d{1,39}\\.dcm"), name);
    for (int i = 0; i < 128; i++) {
      assertEquals(0, out[i], name + " keeps its preamble");
    }
    String text = new String(out, StandardCharsets.ISO_8859_1);
    for (String poison : POISON) {
      assertFalse(text.contains(poison), () -> name + " still says " + poison);
    }
    return true;
  }
}
