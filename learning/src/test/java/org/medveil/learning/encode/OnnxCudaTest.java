package org.medveil.learning.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Device;

/** What can be said of GPUs without one: docs/gpu.md has what one H100 said. */
class OnnxCudaTest {
  @Test
  void theProbeDoublesOnAProcessor() throws Exception {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      assertEquals(2, OnnxCuda.doubledOne(options));
    }
  }

  @Test
  void whoCannotUseAGpuSaysWhyAndTheSameAgain() {
    String why = OnnxCuda.obstacle(Device.cuda(0)).orElseThrow();
    assertTrue(why.toLowerCase(Locale.ROOT).contains("cuda"), why);
    assertEquals(why, OnnxCuda.obstacle(Device.cuda(0)).orElseThrow());
  }

  @Test
  void aSessionOnAGpuThatIsNotThereIsRefused() throws Exception {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      Refusal refusal = assertThrows(Refusal.class, () -> OnnxCuda.use(Device.cuda(0), options));
      assertEquals(ExitCode.USAGE, refusal.exitCode());
    }
  }
}
