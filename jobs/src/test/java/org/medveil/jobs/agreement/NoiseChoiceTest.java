package org.medveil.jobs.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** Another source than the library only where the library is missing and the policy allows it. */
class NoiseChoiceTest {
  @TempDir Path folder;

  @Test
  void strictUnlessThePolicySaysOtherwise() throws IOException {
    assertEquals(NoiseChoice.OPENDP, policy("").noise());
    assertEquals(NoiseChoice.OPENDP, policy("noise = opendp").noise());
    assertEquals(NoiseChoice.OPENDP_OR_JAVA, policy("noise = opendp-or-java").noise());
  }

  @Test
  void anUnknownSourceIsRefusedWithTheKnownOnes() {
    for (String noise : List.of("java", "OPENDP", "\"\"", "none", "true")) {
      Refusal refusal = assertThrows(Refusal.class, () -> policy("noise = " + noise));
      assertEquals(ExitCode.USAGE, refusal.exitCode());
      assertTrue(refusal.getMessage().contains("[opendp, opendp-or-java]"), refusal.getMessage());
    }
  }

  @Test
  void theLibraryIsUsedWhereItLoads() throws Exception {
    for (NoiseChoice choice : NoiseChoice.values()) {
      List<String> said = probe(choice);
      assertTrue(said.get(said.size() - 1).startsWith("USES opendp-"), said.toString());
      assertTrue(said.stream().noneMatch(line -> line.contains("twin")), said.toString());
    }
  }

  @Test
  void withoutTheLibraryTheTwinStandsInOnlyWhereThePolicySaysSo() throws Exception {
    String missing = "-Dmedveil.opendp.path=" + folder.resolve("missing.so");
    List<String> strict = probe(NoiseChoice.OPENDP, missing);
    assertEquals(1, strict.size(), strict.toString());
    assertTrue(strict.get(0).startsWith("REFUSED USAGE Training is refused"), strict.get(0));
    List<String> allowed = probe(NoiseChoice.OPENDP_OR_JAVA, missing);
    assertTrue(allowed.get(0).contains("missing.so"), "why, on stderr: " + allowed);
    assertTrue(allowed.get(0).contains("policy.noise = opendp-or-java"), allowed.toString());
    assertEquals(
        List.of("noise: java-twin/grid-1", "USES java-twin/grid-1 true"), allowed.subList(1, 3));
  }

  private SitePolicy policy(String noise) throws IOException {
    Path conf = folder.resolve("site.conf");
    Files.writeString(
        conf,
        """
        policy {
          cohort = "eyes"
          epsilon = 4.0
          delta = 1e-5
          purposes = ["grading"]
          max-clipping-norm = 1.0
          %s
        }
        """
            .formatted(noise));
    return SitePolicy.read(conf);
  }

  /** A JVM of its own, because a library is loaded once per JVM. */
  private static List<String> probe(NoiseChoice choice, String... properties) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(properties));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(NoiseChoiceProbe.class.getName(), choice.name()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), said);
    assertEquals(0, process.exitValue(), said);
    return said.lines().toList();
  }
}
