package org.medveil.jobs.encode;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.medveil.jobs.agreement.DeviceChoice;
import org.medveil.jobs.preflight.TaskDevice;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.Encoders;

/**
 * Builds a task's encoder for the device that Spark gave it, and notes where it computes. A task
 * that is repeated notes it twice, so only the different notes count.
 */
final class EncoderDevice implements Serializable {
  private final EncoderChoice choice;
  private final DeviceChoice policy;
  private final CollectionAccumulator<String> used;
  private final CollectionAccumulator<String> instead;

  EncoderDevice(EncoderChoice choice, DeviceChoice policy, SparkContext spark) {
    this.choice = choice;
    this.policy = policy;
    this.used = spark.collectionAccumulator("devices used");
    this.instead = spark.collectionAccumulator("devices not used");
  }

  EncoderChoice choice() {
    return choice;
  }

  /** In a task. */
  Encoder encoder() {
    DeviceChoice.Chosen chosen =
        policy.choose(TaskDevice.given(), device -> Encoders.obstacle(choice.name(), device));
    Encoder encoder = choice.encoder(chosen.device());
    used.add(encoder.device().toString());
    if (!chosen.instead().isEmpty()) {
      instead.add(chosen.instead());
    }
    return encoder;
  }

  /** For the manifest: where it was computed, and which GPU was not used although it was there. */
  Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("devices", List.copyOf(new TreeSet<>(used.value())));
    if (!instead.value().isEmpty()) {
      metrics.put("devicesNotUsed", List.copyOf(new TreeSet<>(instead.value())));
    }
    return metrics;
  }
}
