package org.medveil.jobs.agreement;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.StrictHocon;
import org.medveil.learning.Device;

/**
 * What a task may do with the GPU that Spark gave it: key {@code device} of the site's policy.
 * Without GPU keys in the Spark profile no task has one, and there is nothing to choose.
 */
public enum DeviceChoice {
  /**
   * What can use a GPU uses it, or the run ends: a GPU that stands idle is a mistake. The default.
   */
  GPU("gpu"),
  /** The processor in its place, which the manifest says. */
  GPU_OR_CPU("gpu-or-cpu"),
  /** Never a GPU. */
  CPU("cpu");

  private final String key;

  DeviceChoice(String key) {
    this.key = key;
  }

  /** Of a site's configuration; the default where it says nothing, or where there is none. */
  public static DeviceChoice of(Optional<Path> conf) {
    if (conf.isEmpty()) {
      return GPU;
    }
    Config file = StrictHocon.read(conf.get());
    try {
      return file.hasPath("policy.device") ? named(file.getString("policy.device")) : GPU;
    } catch (ConfigException | IllegalArgumentException e) {
      throw Refusal.usage(
          "site policy cannot be used: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "see conf/site.conf for an example with every key");
    }
  }

  /**
   * @throws IllegalArgumentException on a name that is none, naming all of them
   */
  static DeviceChoice named(String key) {
    List<String> known = Arrays.stream(values()).map(choice -> choice.key).toList();
    if (!known.contains(key)) {
      throw new IllegalArgumentException(
          "policy.device is one of " + known + ", not '" + key + "'");
    }
    return values()[known.indexOf(key)];
  }

  /**
   * Where to compute.
   *
   * @param given what Spark gave the task
   * @param obstacle why that cannot be used here; empty when it can, or would not be used anyway
   * @throws Refusal exit 2 where a GPU cannot be used and the policy allows nothing else
   */
  public Chosen choose(Device given, Function<Device, Optional<String>> obstacle) {
    if (!given.gpu() || this == CPU) {
      return new Chosen(Device.CPU, "");
    }
    Optional<String> why = obstacle.apply(given);
    if (why.isEmpty()) {
      return new Chosen(given, "");
    }
    if (this == GPU) {
      throw Refusal.usage(
          "the task was given " + given + " and cannot use it: " + why.get(),
          "docs/gpu.md says what an executor needs; policy.device = \"gpu-or-cpu\" allows the"
              + " processor in its place");
    }
    return new Chosen(Device.CPU, given + ": " + why.get());
  }

  /**
   * A device, and what was in the way of another.
   *
   * @param device where to compute
   * @param instead the GPU that could not be used and why; empty otherwise
   */
  public record Chosen(Device device, String instead) {}
}
