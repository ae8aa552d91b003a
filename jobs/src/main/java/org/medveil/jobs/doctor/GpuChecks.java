package org.medveil.jobs.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Device;
import org.medveil.learning.ThreadDevice;
import org.medveil.learning.encode.Encoders;

/**
 * Asked for with {@code --gpu}, on a machine that runs executors: its GPUs, and whether ND4J and
 * ONNX Runtime can use them.
 */
final class GpuChecks {
  private static final String QUERY = "--query-gpu=index,compute_cap";
  private static final long SECONDS = 30;
  private static final boolean FAKE = System.getenv("MEDVEIL_FAKE_GPUS") != null;
  private static final String NOT_LOOKED_AT = "not looked at: the GPUs are fake";

  private final Path script;

  GpuChecks(Path script) {
    this.script = script;
  }

  /** All of them skipped with the same reason. */
  static Stream<Check> skipped(String why) {
    return Stream.of("gpu", "cuda", "onnx-gpu").map(name -> Check.skipped(name, why));
  }

  Stream<Check> all() {
    return Stream.of(
        Check.of("gpu", "docs/gpu.md", this::discovered),
        Check.of("cuda", "", GpuChecks::cuda),
        Check.of("onnx-gpu", "docs/gpu.md says what an executor needs", this::computed));
  }

  private String discovered() throws Exception {
    String fake = FAKE ? " (FAKE: MEDVEIL_FAKE_GPUS is set)" : "";
    return asked() + fake;
  }

  private String asked() throws Exception {
    Spoken spoken = run(script.toString());
    if (spoken.code() != 0) {
      List<String> said = spoken.err().lines().toList();
      throw Refusal.usage(
          said.isEmpty() ? script + " failed" : said.get(0),
          said.size() > 1 ? said.get(1).replaceFirst("^ *hint: ", "") : "run it by hand");
    }
    return spoken.out().strip();
  }

  /** A pixel on each device, by the encoder that would use it. */
  private String computed() throws Exception {
    if (FAKE) {
      return NOT_LOOKED_AT;
    }
    List<Device> devices = new ArrayList<>();
    for (JsonNode address : new ObjectMapper().readTree(asked()).path("addresses")) {
      Device device = Device.cuda(address.asInt());
      Encoders.obstacle("onnx", device)
          .ifPresent(
              why -> {
                throw Refusal.usage(
                    "ONNX Runtime cannot use " + device + ": " + why,
                    "docs/gpu.md says what an executor needs");
              });
      devices.add(device);
    }
    return "computes on " + devices;
  }

  private static String cuda() throws Exception {
    if (FAKE) {
      return NOT_LOOKED_AT;
    }
    if (!ThreadDevice.cudaBuild()) {
      throw Refusal.usage(
          "this build has no CUDA", "build with mvn -Pcuda package, or take a -cpu profile");
    }
    Spoken spoken = run("nvidia-smi", QUERY, "--format=csv,noheader");
    if (spoken.code() != 0) {
      throw Refusal.usage("nvidia-smi does not answer " + QUERY, "NVIDIA's driver 510 or later");
    }
    List<ComputeCapability> devices =
        spoken.out().lines().filter(line -> !line.isBlank()).map(ComputeCapability::parse).toList();
    devices.forEach(ComputeCapability::require);
    return devices.toString();
  }

  private record Spoken(int code, String out, String err) {}

  private static Spoken run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("medveil-gpu", ".out");
    Path err = Files.createTempFile("medveil-gpu", ".err");
    try {
      Process process;
      try {
        process =
            new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
      } catch (IOException e) {
        throw Refusal.usage(command[0] + " cannot be run", "is it there, and executable?");
      }
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw Refusal.usage(
            command[0] + " did not end within " + SECONDS + " s",
            "is the GPU or its driver stuck?");
      }
      return new Spoken(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  /** The discovery script beside this program; empty where it was not installed with it. */
  static Optional<Path> besideProgram(Path program) {
    for (Path folder = program; folder != null; folder = folder.getParent()) {
      Path script = folder.resolve("conf/gpu-discovery.sh");
      if (Files.isRegularFile(script)) {
        return Optional.of(script);
      }
    }
    return Optional.empty();
  }
}
