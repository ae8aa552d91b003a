package org.medveil.learning.encode;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Device;

/**
 * ONNX Runtime's CUDA provider, which is in the build of the Maven profile {@code cuda} only and
 * loads NVIDIA's libraries when it is first asked for.
 */
final class OnnxCuda {
  private OnnxCuda() {}

  /** Why no session can have that GPU; empty when one can. */
  static Optional<String> obstacle(Device gpu) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.addCUDA(gpu.cudaIndex());
      return Optional.empty();
    } catch (OrtException | LinkageError e) {
      return Optional.of(shortened(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Puts a session on its device.
   *
   * @throws Refusal exit 2 where that cannot be
   */
  static void use(Device device, OrtSession.SessionOptions options) {
    if (!device.gpu()) {
      return;
    }
    try {
      options.addCUDA(device.cudaIndex());
    } catch (OrtException | LinkageError e) {
      throw Refusal.usage(
          "ONNX Runtime cannot use " + device + ": " + shortened(String.valueOf(e.getMessage())),
          "docs/gpu.md says what an executor needs");
    }
  }

  /** The message begins with a path of ONNX Runtime's own build machine. */
  private static String shortened(String message) {
    int told = message.lastIndexOf("FAIL : ");
    String text = told < 0 ? message : message.substring(told + "FAIL : ".length());
    return text.lines().findFirst().orElse("").strip();
  }
}
