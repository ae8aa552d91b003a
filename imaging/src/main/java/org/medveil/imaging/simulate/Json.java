package org.medveil.imaging.simulate;

import java.util.List;

/** The two JSON forms the simulator writes. */
final class Json {
  private Json() {}

  /** One file's gold boxes, in pixels from the upper left corner. */
  static String boxes(String file, List<BurnedInText.TextBox> boxes) {
    StringBuilder json = new StringBuilder("{\"file\": " + quote(file) + ", \"boxes\": [");
    String comma = "";
    for (BurnedInText.TextBox box : boxes) {
      json.append(comma)
          .append("{\"x\": ")
          .append(box.x())
          .append(", \"y\": ")
          .append(box.y())
          .append(", \"width\": ")
          .append(box.width())
          .append(", \"height\": ")
          .append(box.height())
          .append(", \"text\": ")
          .append(quote(box.text()))
          .append('}');
      comma = ", ";
    }
    return json.append("]}").toString();
  }

  /** What this folder is; written last, so its presence says that the cohort is complete. */
  static String cohort(CohortSettings s, CohortSummary summary) {
    return """
        {
          "statement": "SIMULATED cohort, not patient data: every image, name and value is drawn \
        from the seed.",
          "generator": %s,
          "seed": %d,
          "settings": {"sites": %d, "patientsPerSite": %d, "holdoutPatients": %d, \
        "imageSize": %d, "minVisits": %d, "maxVisits": %d, "imagesPerEyeVisit": %d, \
        "identityGain": %s, "diseaseGain": %s},
          "patients": %d,
          "images": %d,
          "eyes": %d,
          "positiveEyes": %d,
          "imagesWithBurnedInText": %d
        }
        """
        .formatted(
            quote("medveil fundus simulator " + FundusCohort.GENERATOR),
            s.seed(),
            s.sites(),
            s.patientsPerSite(),
            s.holdoutPatients(),
            s.imageSize(),
            s.minVisits(),
            s.maxVisits(),
            s.imagesPerEyeVisit(),
            s.identityGain(),
            s.diseaseGain(),
            summary.patients(),
            summary.images(),
            summary.eyes(),
            summary.positiveEyes(),
            summary.burnedIn());
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
