package org.medveil.imaging.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the CSV and JSON files beside the photographs. */
final class CohortTables {
  private CohortTables() {}

  /** One outcomes.csv per group, the truth folder, and last cohort.json. */
  static CohortSummary write(
      Path out, CohortSettings settings, Map<String, List<PatientRows>> groups) throws IOException {
    List<PatientRows> all = new ArrayList<>();
    for (Map.Entry<String, List<PatientRows>> group : groups.entrySet()) {
      List<String> outcomes = new ArrayList<>(List.of("patient_id,laterality,label"));
      group.getValue().forEach(rows -> outcomes.addAll(rows.outcomes()));
      lines(out.resolve(group.getKey()).resolve("outcomes.csv"), outcomes);
      all.addAll(group.getValue());
    }
    truth(out.resolve("truth"), all);
    CohortSummary summary = summary(all);
    Files.writeString(out.resolve("cohort.json"), Json.cohort(settings, summary));
    return summary;
  }

  private static void truth(Path truth, List<PatientRows> all) throws IOException {
    List<String> patients =
        new ArrayList<>(List.of("patient_id,group,camera_site,age,sex,ethnicity,visits"));
    List<String> eyes =
        new ArrayList<>(
            List.of(
                "patient_id,laterality,label,area_mm2,growth_mm_per_year,activity,"
                    + "drawn_area_mm2,drawn_growth_mm_per_year,drawn_activity"));
    List<String> images =
        new ArrayList<>(
            List.of(
                "file,sop_instance_uid,patient_id,laterality,visit,years,drawn_area_mm2,"
                    + "transfer_syntax_uid,burned_in"));
    List<String> boxes = new ArrayList<>();
    for (PatientRows rows : all) {
      patients.add(rows.patient());
      eyes.addAll(rows.eyes());
      images.addAll(rows.images());
      boxes.addAll(rows.boxes());
    }
    lines(truth.resolve("patients.csv"), patients);
    lines(truth.resolve("eyes.csv"), eyes);
    lines(truth.resolve("images.csv"), images);
    String json = "[\n" + String.join(",\n", boxes) + "\n]\n";
    Files.writeString(truth.resolve("burned_in_text.json"), json);
  }

  private static CohortSummary summary(List<PatientRows> all) {
    int eyes = all.stream().mapToInt(rows -> rows.eyes().size()).sum();
    int positive = all.stream().mapToInt(PatientRows::positiveEyes).sum();
    int images = all.stream().mapToInt(rows -> rows.images().size()).sum();
    int burnedIn = all.stream().mapToInt(rows -> rows.boxes().size()).sum();
    return new CohortSummary(all.size(), eyes, positive, images, burnedIn);
  }

  private static void lines(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    String text = String.join("\n", lines) + "\n";
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
