package org.medveil.jobs.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.PatientGradient;

/**
 * A task slot's compiled model, kept between steps: compiling takes milliseconds, a step of a small
 * model microseconds. One per thread, since gradients keep buffers.
 */
final class CompiledModels {
  private static final int KEPT = 4;

  private static final ThreadLocal<Map<String, PatientGradient>> COMPILED =
      ThreadLocal.withInitial(
          () ->
              new LinkedHashMap<>(8, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, PatientGradient> eldest) {
                  return size() > KEPT;
                }
              });

  private CompiledModels() {}

  static PatientGradient gradient(String modelJson) {
    return COMPILED.get().computeIfAbsent(modelJson, json -> ModelSpec.fromJson(json).gradient());
  }
}
