package org.medveil.imaging.burnedin;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;

/** Whether a CT or MR may show a face (PS3.15 E.3.2: the surface can be rebuilt from slices). */
final class Heads {
  private static final Set<String> SLICES = Set.of("CT", "MR");

  private static final List<String> PARTS =
      List.of(
          "HEAD",
          "SKULL",
          "BRAIN",
          "FACE",
          "FACIAL",
          "NECK",
          "ORBIT",
          "EYE",
          "SINUS",
          "NOSE",
          "NASAL",
          "JAW",
          "MAXILLA",
          "MANDIBLE",
          "TMJ",
          "EAR",
          "IAC",
          "IAM",
          "TEMPORAL",
          "PITUITARY",
          "SELLA",
          "ZYGOMA",
          "TONGUE",
          "MOUTH",
          "DENTAL",
          "TEETH",
          "CSPINE",
          "CERVICAL",
          "WHOLEBODY",
          "WHOLE BODY",
          "CEREB",
          "CRANI");

  private Heads() {}

  /** What may be seen. */
  enum View {
    NOT_A_HEAD,
    HEAD,
    UNKNOWN
  }

  static View of(Attributes header) {
    String modality = text(header, Tag.Modality);
    if (!SLICES.contains(modality)) {
      return View.NOT_A_HEAD;
    }
    String features = text(header, Tag.RecognizableVisualFeatures);
    if (features.equals("NO")) {
      return View.NOT_A_HEAD;
    }
    String part = text(header, Tag.BodyPartExamined) + " " + regions(header);
    String described =
        String.join(
            " ",
            part,
            text(header, Tag.StudyDescription),
            text(header, Tag.SeriesDescription),
            text(header, Tag.ProtocolName));
    if (features.equals("YES") || PARTS.stream().anyMatch(described::contains)) {
      return View.HEAD;
    }
    return part.isBlank() ? View.UNKNOWN : View.NOT_A_HEAD;
  }

  private static String regions(Attributes header) {
    Sequence items = header.getSequence(Tag.AnatomicRegionSequence);
    StringBuilder text = new StringBuilder();
    for (int i = 0; items != null && i < items.size(); i++) {
      text.append(text(items.get(i), Tag.CodeMeaning)).append(' ');
    }
    return text.toString();
  }

  private static String text(Attributes header, int tag) {
    return new HeaderValue(List.of(tag)).in(header).toUpperCase(Locale.ROOT);
  }
}
