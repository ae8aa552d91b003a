package org.medveil.learning.encode;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Device;

/**
 * ONNX Runtime's CUDA provider, which is in the build of the Maven profile {@code cuda} only and
 * loads NVIDIA's libraries when it is first asked for.
 */
final class OnnxCuda {
  /** Doubles one pixel by a convolution. */
  private static final String PROBE = "probe.onnx";

  private static final Map<Device, Optional<String>> PROBED = new ConcurrentHashMap<>();

  private OnnxCuda() {}

  /**
   * Why nothing can be computed on that GPU; empty when something was. Asked once in a process: the
   * provider loads without a device, a driver or cuDNN, and only work on it shows that all is
   * there.
   */
  static Optional<String> obstacle(Device gpu) {
    return PROBED.computeIfAbsent(gpu, OnnxCuda::probed);
  }

  private static Optional<String> probed(Device gpu) {
    // Before there is an environment ONNX Runtime has no log, and fails for want of one.
    OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      add(gpu, options);
      float two = doubledOne(options);
      return two == 2 ? Optional.empty() : Optional.of("twice 1 is " + two + " there");
    } catch (OrtException | LinkageError e) {
      return Optional.of(shortened(String.valueOf(e.getMessage())));
    }
  }

  /** What the probe makes of 1 where the options say. */
  static float doubledOne(OrtSession.SessionOptions options) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(probe(), options);
        OnnxTensor one = OnnxTensor.createTensor(environment, new float[][][][] {{{{1}}}});
        OrtSession.Result result = session.run(Map.of("x", one))) {
      return ((float[][][][]) result.get(0).getValue())[0][0][0][0];
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
      add(device, options);
    } catch (OrtException | LinkageError e) {
      throw Refusal.usage(
          "ONNX Runtime cannot use " + device + ": " + shortened(String.valueOf(e.getMessage())),
          "docs/gpu.md says what an executor needs");
    }
  }

  private static void add(Device gpu, OrtSession.SessionOptions options) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(gpu.cudaIndex())) {
      // Left alone, it rounds factors to 10 bits, and picks convolutions by stopwatch.
      cuda.add("use_tf32", "0");
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      options.addCUDA(cuda);
    }
  }

  private static byte[] probe() {
    try (InputStream in = OnnxCuda.class.getResourceAsStream(PROBE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the probe is in this jar", e);
    }
  }

  /** The message begins with a path of ONNX Runtime's own build machine. */
  private static String shortened(String message) {
    int told = message.lastIndexOf("FAIL : ");
    String text = told < 0 ? message : message.substring(told + "FAIL : ".length());
    return text.lines().findFirst().orElse("").strip();
  }
}
