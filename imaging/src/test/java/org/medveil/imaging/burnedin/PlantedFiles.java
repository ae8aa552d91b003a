package org.medveil.imaging.burnedin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medveil.imaging.DataFolder;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;

/** The files of dicom_phi, and where its truth.json says that text was planted into them. */
final class PlantedFiles {
  private static final Pattern TRUTH =
      Pattern.compile(
          "\"file\": \"([^\"]+)\"|\"box_xyxy\": \\[\\s*(\\d+),\\s*(\\d+),\\s*(\\d+),\\s*(\\d+)");

  /** Drawn in 0 on a corner of 0 to 28: there is next to nothing to see. */
  static final Box INVISIBLE = Box.ofEdges(393, 10, 500, 20);

  /** The letter L of radiographs. */
  static final Box MARKER = new Box(480, 258, 14, 18);

  private PlantedFiles() {}

  /** Boxes by file name, in the order of the list; empty for a file without. */
  static Map<String, List<Box>> boxes() throws IOException {
    Map<String, List<Box>> planted = new LinkedHashMap<>();
    Path truth = DataFolder.named("dicom_phi").resolve("truth.json");
    Matcher matcher = TRUTH.matcher(Files.readString(truth));
    String file = "";
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        file = matcher.group(1);
        planted.put(file, new ArrayList<>());
      } else {
        planted
            .get(file)
            .add(
                Box.ofEdges(
                    edge(matcher, 2), edge(matcher, 3), edge(matcher, 4), edge(matcher, 5)));
      }
    }
    return planted;
  }

  private static int edge(Matcher truth, int group) {
    return Integer.parseInt(truth.group(group));
  }

  static DicomObject object(String name) throws IOException, DicomRejection {
    try (InputStream in = Files.newInputStream(DataFolder.named("dicom_phi").resolve(name))) {
      return DicomObject.read(in, Extent.WHOLE);
    }
  }

  static PixelVerdict decide(String name, PixelExaminer examiner)
      throws IOException, DicomRejection {
    DicomObject object = object(name);
    return examiner.decide(object.dataset(), FrameSource.of(Frames.of(object)));
  }
}
