package org.medveil.learning.encode;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Device;

/**
 * An ONNX Runtime session: one thread, sequential, so that a run on the CPU repeats bit for bit on
 * one machine. Its native memory goes when it is closed, or else when the object is collected.
 */
final class OnnxModel implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OnnxCard card;
  private final OrtSession session;
  private final Cleaner.Cleanable memory;

  /**
   * Loads the model that the card pins.
   *
   * @param device where its session computes
   * @throws Refusal exit 2 if the file is missing, is no model, or lacks the named input or output;
   *     77 if its hash is not the pinned one or it keeps weights in other files
   */
  OnnxModel(OnnxCard card, Device device) {
    this.card = card;
    byte[] model = pinnedBytes(card);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setDeterministicCompute(true);
      OnnxCuda.use(device, options);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      // The very bytes that were hashed, so that nobody can change the file in between.
      this.session = environment.createSession(model, options);
    } catch (OrtException e) {
      throw Refusal.usage(
          "ONNX Runtime cannot load " + card.model() + ": " + e.getCode(),
          "check that it is an ONNX model whose operators this ONNX Runtime knows");
    }
    OrtSession owned = session;
    this.memory = CLEANER.register(this, () -> close(owned));
    checkNames();
  }

  /**
   * Runs the model on one image.
   *
   * @param values in the card's layout
   */
  float[] run(float[] values) throws OrtException {
    EncoderSettings s = card.shape();
    long[] shape =
        card.channelsFirst()
            ? new long[] {1, s.channels(), s.height(), s.width()}
            : new long[] {1, s.height(), s.width(), s.channels()};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OrtSession.Result result =
            session.run(Map.of(card.input(), tensor), Set.of(card.output()))) {
      OnnxTensor out = (OnnxTensor) result.get(0);
      FloatBuffer buffer = out.getFloatBuffer();
      float[] vector = new float[buffer.remaining()];
      buffer.get(vector);
      return vector;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() {
    memory.clean();
  }

  private void checkNames() {
    try {
      check("input", card.input(), session.getInputInfo());
      check("output", card.output(), session.getOutputInfo());
      if (session.getNumInputs() != 1) {
        throw Refusal.usage(
            card.model() + " has " + session.getNumInputs() + " inputs",
            "an encoder takes one image and nothing else");
      }
    } catch (OrtException e) {
      throw new IllegalStateException("a loaded session lists its inputs and outputs", e);
    }
  }

  private void check(String role, String name, Map<String, NodeInfo> known) {
    NodeInfo info = known.get(name);
    if (info == null) {
      throw Refusal.usage(
          "%s has no %s '%s'".formatted(card.model(), role, name),
          "it has " + String.join(", ", known.keySet()));
    }
    if (!(info.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw Refusal.usage(
          "the %s '%s' of %s is not a tensor of floats".formatted(role, name, card.model()),
          "export the model with float32 inputs and outputs");
    }
  }

  private static byte[] pinnedBytes(OnnxCard card) {
    if (!Files.isRegularFile(card.model())) {
      throw Refusal.usage(
          "there is no model " + card.model(), "the card's key 'model' is relative to the card");
    }
    byte[] model;
    try {
      model = Files.readAllBytes(card.model());
    } catch (IOException e) {
      throw Refusal.usage("the model " + card.model() + " cannot be read", "check its permissions");
    }
    String found = Fingerprint.of(model);
    if (!found.equals(card.sha256())) {
      throw Refusal.policy(
          "the model " + card.model() + " is not the one that its card pins",
          "its sha256 is " + found + "; get the pinned file, or have the new one approved");
    }
    if (namesOtherFiles(model)) {
      throw Refusal.policy(
          "the model " + card.model() + " keeps weights in other files, which no hash pins",
          "save it as one file");
    }
    return model;
  }

  /**
   * Whether a tensor says where its data lies: onnx.proto, {@code TensorProto.external_data}, an
   * entry whose key (field 1, 8 bytes) is {@code location}.
   */
  private static boolean namesOtherFiles(byte[] model) {
    byte[] entry = "\n\blocation".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i <= model.length - entry.length; i++) {
      int matched = 0;
      while (matched < entry.length && model[i + matched] == entry[matched]) {
        matched++;
      }
      if (matched == entry.length) {
        return true;
      }
    }
    return false;
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("an ONNX session did not close", e);
    }
  }
}
