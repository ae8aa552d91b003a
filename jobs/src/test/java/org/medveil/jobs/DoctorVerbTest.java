package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} as an operator types it. */
class DoctorVerbTest {
  @TempDir private Path folder;

  @Test
  void aSiteThatIsReady() {
    String ledger = "jdbc:h2:file:" + folder.resolve("ledger");
    CommandRun.of("budget", "init", "--ledger", ledger).ends(0);
    CommandRun run =
        CommandRun.of(
                "doctor",
                "--workdir",
                folder,
                "--min-disk",
                "0",
                "--ledger",
                ledger,
                "--warehouse",
                folder.resolve("warehouse"),
                "--exchange",
                folder.resolve("exchange"))
            .ends(0);
    assertEquals("opens, and its chain holds", run.json().at("/metrics/ledger").asText());
    assertTrue(run.json().at("/metrics/exchange").asText().endsWith("exchange takes files"));
    assertTrue(run.json().at("/metrics/clock").asText().startsWith("skipped: "));
    assertTrue(run.json().at("/metrics/gpu").asText().startsWith("skipped: "));
    assertTrue(run.err().contains("skipped cluster"), run.err());
  }

  @Test
  void aSiteThatIsNot() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    CommandRun run =
        CommandRun.of(
                "doctor",
                "--min-disk",
                "0",
                "--ledger",
                "jdbc:h2:file:" + folder.resolve("none"),
                "--exchange",
                file)
            .ends(2);
    String message = run.json().at("/message").asText();
    assertTrue(message.contains("ledger (There is no privacy ledger at that URL.)"), message);
    assertTrue(message.contains("exchange ("), message);
  }

  @Test
  void whatIsOnlyAwayIsTriedAgain() {
    CommandRun.of("doctor", "--min-disk", "0", "--exchange", "nosuchfs://host/exchange").ends(75);
    CommandRun.of("doctor", "--min-disk", "0", "--ledger", "jdbc:postgresql://127.0.0.1:1/ledger")
        .ends(75);
  }

  @Test
  void tooLittleSpaceIsNamed() {
    CommandRun run = CommandRun.of("doctor", "--min-disk", "1000000").ends(2);
    assertTrue(run.json().at("/message").asText().contains("1000000 are wanted"));
  }

  @Test
  void aMachineWithoutGpusIsNoGpuWorker() throws Exception {
    Path script = folder.resolve("gpus.sh");
    Files.writeString(
        script,
        "#!/bin/bash\necho 'gpu-discovery: none here' >&2; echo '  hint: buy' >&2; exit 1\n");
    assertTrue(script.toFile().setExecutable(true));
    CommandRun run =
        CommandRun.of("doctor", "--min-disk", "0", "--gpu", "--gpu-discovery", script).ends(2);
    String message = run.json().at("/message").asText();
    assertTrue(message.contains("gpu (gpu-discovery: none here)"), message);
    assertTrue(message.contains("cuda (this build has no CUDA)"), message);
    assertTrue(message.contains("onnx-gpu (gpu-discovery: none here)"), message);
  }
}
