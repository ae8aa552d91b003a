package org.medveil.jobs.doctor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** The checks by themselves; {@code DoctorVerbTest} types the verb. */
class DoctorTest {
  @TempDir private Path folder;

  @Test
  void aProbedFolderIsLeftAsItWas() throws Exception {
    Path there = Files.createDirectory(folder.resolve("ware house"));
    FolderProbe probe = FolderProbe.of(there.toString(), new Configuration());
    assertEquals(Duration.ZERO, probe.clock());
    try (Stream<Path> left = Files.list(there)) {
      assertEquals(0, left.count());
    }
    FolderProbe.of(folder.resolve("new").toString(), new Configuration());
    assertTrue(Files.notExists(folder.resolve("new")), "a folder made for the probe goes with it");
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Refusal refusal =
        assertThrows(Refusal.class, () -> FolderProbe.of(file.toString(), new Configuration()));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertEquals("x", Files.readString(file));
  }

  @Test
  void aFileSystemNobodyKnowsIsAway() {
    Refusal refusal =
        assertThrows(
            Refusal.class, () -> FolderProbe.of("nosuchfs://host/exchange", new Configuration()));
    assertEquals(ExitCode.TRY_AGAIN, refusal.exitCode());
  }

  @Test
  void clocksThatDisagreeAreNamed() {
    Clocks clocks = new Clocks(Duration.ofSeconds(5));
    assertEquals(Check.State.SKIPPED, clocks.check().state());
    clocks.add("ledger's database", Duration.ofMillis(-4900));
    assertEquals(Check.State.OK, clocks.check().state());
    clocks.add("Master", Duration.ofSeconds(-6));
    Check check = clocks.check();
    assertEquals(Check.State.WRONG, check.state());
    assertTrue(check.detail().endsWith("5 s apart (--max-skew): Master -6.0 s"), check.detail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0, 3.7", "0, 5.0", "1, 7.5", "2, 8.0", "0, 8.6", "0, 8.9"})
  void nd4jRunsOn(String line) {
    assertDoesNotThrow(() -> ComputeCapability.parse(line).require());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0, 3.5", "0, 2.1", "3, 9.0", "0, 10.0", "0, 12.0"})
  void nd4jDoesNotRunOn(String line) {
    Refusal refusal = assertThrows(Refusal.class, () -> ComputeCapability.parse(line).require());
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(line.split(", ")[1] + ";"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0, [N/A]", "Field \"compute_cap\" is not a valid field to query.", ","})
  void aDriverThatDoesNotSayIsRefused(String line) {
    assertThrows(Refusal.class, () -> ComputeCapability.parse(line));
  }
}
