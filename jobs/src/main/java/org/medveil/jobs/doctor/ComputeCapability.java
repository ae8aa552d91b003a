package org.medveil.jobs.doctor;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * What a CUDA device can run. ND4J's binaries for CUDA 11.6 hold code for 3.7 to 8.6; 8.9 runs that
 * of 8.6. A 9.0 (H100) came after CUDA 11.6: none of the code in them runs there.
 *
 * @param device index in nvidia-smi
 * @param major architecture
 * @param minor revision
 */
record ComputeCapability(int device, int major, int minor) {
  private static final Pattern LINE = Pattern.compile("(\\d+), *(\\d+)\\.(\\d+)");

  /** A line of {@code nvidia-smi --query-gpu=index,compute_cap --format=csv,noheader}. */
  static ComputeCapability parse(String line) {
    Matcher found = LINE.matcher(line.strip());
    if (!found.matches()) {
      throw Refusal.usage(
          "nvidia-smi does not say what its device can run: '" + line.strip() + "'",
          "NVIDIA's driver 510 or later");
    }
    return new ComputeCapability(
        Integer.parseInt(found.group(1)),
        Integer.parseInt(found.group(2)),
        Integer.parseInt(found.group(3)));
  }

  /** Exit 2 unless ND4J's build for CUDA 11.6 runs on it. */
  void require() {
    boolean old = major < 3 || (major == 3 && minor < 7);
    if (old || major > 8) {
      throw Refusal.usage(
          "GPU "
              + device
              + " has compute capability "
              + number()
              + "; ND4J's build for CUDA 11.6 runs on 3.7 to 8.9",
          "take a -cpu profile, hide the device (CUDA_VISIBLE_DEVICES), or build ND4J for it; encode's onnx"
              + " is not concerned: see onnx-gpu");
    }
  }

  private String number() {
    return major + "." + minor;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "GPU %d: compute capability %s", device, number());
  }
}
