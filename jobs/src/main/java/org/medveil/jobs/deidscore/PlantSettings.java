package org.medveil.jobs.deidscore;

import java.util.TreeMap;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.plant.Planter;

/**
 * What to plant.
 *
 * @param input folder of DICOM files to plant into
 * @param output folder that gets {@code dicom/}, the answer key and {@code plant.json}
 */
record PlantSettings(String input, String output, int patients, int files, long seed) {
  PlantSettings {
    if (patients < 1 || files < patients) {
      throw Refusal.usage(
          "--files must be at least --patients, and that at least 1", "e.g. 100 and 1000");
    }
  }

  /** As written into {@code plant.json}, without what is only known afterwards. */
  TreeMap<String, Object> request() {
    TreeMap<String, Object> request = new TreeMap<>();
    request.put("generator", Planter.GENERATOR);
    request.put("patients", patients);
    request.put("files", files);
    request.put("seed", seed);
    return request;
  }
}
