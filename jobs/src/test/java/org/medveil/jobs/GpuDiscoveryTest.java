package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** conf/gpu-discovery.sh, with a program in nvidia-smi's place that answers as NVIDIA's does. */
class GpuDiscoveryTest {
  private static final String DRIVER_GONE =
      "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.";

  @TempDir private Path folder;

  private record Found(int code, String out, String err) {}

  @Test
  void everyGpuIsAnAddress() throws Exception {
    assertEquals(
        "{\"name\":\"gpu\",\"addresses\":[\"0\",\"1\"]}", run("0, Disabled\n1, [N/A]", 0).out());
  }

  @Test
  void addressesCountThroughWhatIsVisible() throws Exception {
    Found found = run("0, Disabled\n1, Disabled\n2, Disabled", 0, "CUDA_VISIBLE_DEVICES", "2,0");
    assertEquals("{\"name\":\"gpu\",\"addresses\":[\"0\",\"1\"]}", found.out());
    assertEquals(1, run("0, Disabled", 0, "CUDA_VISIBLE_DEVICES", "").code());
  }

  @Test
  void noGpuFailsAndSaysSo() throws Exception {
    fails(run("", 0), "nvidia-smi lists no GPU");
    fails(run(DRIVER_GONE, 9), "nvidia-smi failed: " + DRIVER_GONE);
  }

  @Test
  void aTaskCannotChooseAMigInstance() throws Exception {
    fails(run("0, Enabled\n1, Disabled", 0), "MIG is on (GPU 0)");
    fails(run("0, Enabled", 0, "CUDA_VISIBLE_DEVICES", "0"), "MIG is on (GPU 0)");
    fails(run("0, Enabled", 0, "CUDA_VISIBLE_DEVICES", "MIG-1,MIG-2"), "several MIG instances");
    Found one = run("0, Enabled", 0, "CUDA_VISIBLE_DEVICES", "MIG-8f4ee8ad");
    assertEquals("{\"name\":\"gpu\",\"addresses\":[\"0\"]}", one.out());
  }

  @Test
  void fakesSaySo() throws Exception {
    Found found = run("", 9, "MEDVEIL_FAKE_GPUS", "0 3");
    assertEquals("{\"name\":\"gpu\",\"addresses\":[\"0\",\"3\"]}", found.out());
    assertTrue(found.err().contains("FAKE"), found.err());
    assertEquals("{\"name\":\"gpu\",\"addresses\":[]}", run("", 9, "MEDVEIL_FAKE_GPUS", "").out());
    assertEquals(1, run("", 9, "MEDVEIL_FAKE_GPUS", "0 \"]").code());
  }

  private static void fails(Found found, String why) {
    assertEquals(1, found.code());
    assertEquals("", found.out());
    assertTrue(found.err().contains(why), found.err());
    assertTrue(found.err().contains("  hint: "), found.err());
  }

  private Found run(String answer, int code, String... environment) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("b i n"));
    Path smi = bin.resolve("nvidia-smi");
    Files.writeString(smi, "#!/bin/bash\ncat <<'X'\n" + answer + "\nX\nexit " + code + "\n");
    assertTrue(smi.toFile().setExecutable(true));
    Map<String, String> given = new LinkedHashMap<>();
    given.put("PATH", bin + ":" + System.getenv("PATH"));
    for (int i = 0; i < environment.length; i += 2) {
      given.put(environment[i], environment[i + 1]);
    }
    Path script = Path.of("../conf/gpu-discovery.sh").toAbsolutePath().normalize();
    ProcessBuilder program = new ProcessBuilder(script.toString()).directory(folder.toFile());
    program.environment().remove("CUDA_VISIBLE_DEVICES");
    program.environment().putAll(given);
    Process process = program.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return new Found(process.exitValue(), out.strip(), err);
  }
}
