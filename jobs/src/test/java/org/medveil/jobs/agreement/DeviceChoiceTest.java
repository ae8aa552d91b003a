package org.medveil.jobs.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.preflight.TaskDevice;
import org.medveil.learning.Device;
import org.medveil.learning.encode.Encoders;

/** What a site's policy makes of a GPU. */
class DeviceChoiceTest {
  private static final Device GPU = Device.cuda(1);

  @TempDir private Path folder;

  @Test
  void withoutAGpuThereIsNothingToChoose() {
    assertEquals(Device.CPU, TaskDevice.given(), "no task, no GPU");
    for (DeviceChoice choice : DeviceChoice.values()) {
      DeviceChoice.Chosen chosen = choice.choose(Device.CPU, device -> fail("nobody is asked"));
      assertEquals(new DeviceChoice.Chosen(Device.CPU, ""), chosen);
    }
  }

  @Test
  void aGpuThatCanBeUsedIsUsedUnlessThePolicyForbids() {
    assertEquals(GPU, DeviceChoice.GPU.choose(GPU, device -> Optional.empty()).device());
    assertEquals(GPU, DeviceChoice.GPU_OR_CPU.choose(GPU, device -> Optional.empty()).device());
    assertEquals(Device.CPU, DeviceChoice.CPU.choose(GPU, device -> Optional.empty()).device());
  }

  @Test
  void aGpuThatCannotBeUsedEndsTheRunUnlessThePolicyAllowsTheProcessor() {
    Refusal refusal =
        assertThrows(
            Refusal.class, () -> DeviceChoice.GPU.choose(GPU, device -> Optional.of("no CUDA")));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertEquals("the task was given cuda:1 and cannot use it: no CUDA", refusal.getMessage());
    assertEquals(
        new DeviceChoice.Chosen(Device.CPU, "cuda:1: no CUDA"),
        DeviceChoice.GPU_OR_CPU.choose(GPU, device -> Optional.of("no CUDA")));
  }

  @Test
  void thisBuildsOnnxRuntimeHasNoCudaAndSaysSo() {
    String why = Encoders.obstacle("onnx", Device.cuda(0)).orElseThrow();
    assertTrue(why.toLowerCase(java.util.Locale.ROOT).contains("cuda"), why);
    assertEquals(Optional.empty(), Encoders.obstacle("onnx", Device.CPU));
    assertEquals(Optional.empty(), Encoders.obstacle("scattering", GPU), "it would not use one");
  }

  @Test
  void thePolicySaysWhich() throws Exception {
    assertEquals(DeviceChoice.GPU, DeviceChoice.of(Optional.empty()));
    assertEquals(DeviceChoice.GPU, conf("train { rounds = 1 }"));
    assertEquals(DeviceChoice.GPU_OR_CPU, conf("policy { device = \"gpu-or-cpu\" }"));
    assertEquals(DeviceChoice.CPU, conf("policy { device = \"cpu\" }"));
    Refusal refusal = assertThrows(Refusal.class, () -> conf("policy { device = \"tpu\" }"));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().contains("[gpu, gpu-or-cpu, cpu], not 'tpu'"));
  }

  private DeviceChoice conf(String text) throws Exception {
    return DeviceChoice.of(Optional.of(Files.writeString(folder.resolve("site.conf"), text)));
  }
}
