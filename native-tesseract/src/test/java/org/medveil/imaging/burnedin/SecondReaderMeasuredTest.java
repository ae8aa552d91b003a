package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.burnedin.Finding.Evidence;
import org.medveil.imaging.burnedin.SecondReader.Least;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.tesseract.TestModel;

/**
 * What Tesseract adds to the detector, measured as in {@link DetectorTest}: minutes, and so by hand
 * ({@code -Dtest.jvm="-Xmx2g -Dmedveil.drawn=300"}). The tables are left in target.
 */
@EnabledIfSystemProperty(named = "medveil.drawn", matches = "[0-9]+")
class SecondReaderMeasuredTest {
  private static final int DRAWN = Integer.getInteger("medveil.drawn", 0);
  private static final double CONFIDENCE = Integer.getInteger("medveil.confidence", 70);
  private static final double OWN = Integer.getInteger("medveil.own", 0);

  @TempDir static Path folder;

  private static Map<String, List<GreyPlane>> pictures;
  private static SecondReader reader;

  @BeforeAll
  static void read() throws IOException {
    pictures = RealPictures.read();
    ReaderModels models = ReaderModels.of(TestModel.in(folder), List.of("eng"));
    reader = new SecondReader("measured", models, new Least(3, CONFIDENCE, OWN));
  }

  private static List<Finding> read(List<GreyPlane> planes, List<Box> masks, Attributes header)
      throws DicomRejection {
    try (SecondLook look = SecondLook.open(reader, header)) {
      return look.find(planes, 0, masks);
    }
  }

  private static List<Box> boxes(List<Finding> findings, Predicate<Finding> which) {
    return findings.stream().filter(which).map(Finding::box).toList();
  }

  @Test
  void drawnWriting() throws IOException, DicomRejection {
    List<GreyPlane> grounds = RealPictures.grounds(pictures);
    SplittableRandom random = new SplittableRandom(20261125);
    Map<String, int[]> cells = new TreeMap<>();
    for (int i = 0; i < DRAWN; i++) {
      WrittenImage image = WrittenImage.draw(grounds.get(random.nextInt(grounds.size())), random);
      if (image == null) {
        continue;
      }
      Attributes header = new Attributes();
      header.setString(Tag.PatientName, VR.PN, image.text());
      header.setString(Tag.PatientID, VR.LO, image.text());
      List<Box> detected = TextDetector.BALANCED.detect(image.plane());
      boolean missed = image.hidden(detected) <= 0.5;
      List<Finding> read = missed ? read(List.of(image.plane()), detected, header) : List.of();
      double[] hidden = {
        image.hidden(detected),
        image.hidden(joined(detected, boxes(read, f -> f.evidence() == Evidence.READER))),
        image.hidden(joined(detected, boxes(read, f -> true)))
      };
      String contrast = String.format("contrast %.2f", image.contrast());
      count(cells, contrast + (image.turns() == 0 ? " upright" : " turned"), hidden);
      count(cells, String.format("size %2d", image.size()), hidden);
      count(cells, "all", hidden);
    }
    write("second-reader-recall.txt", cells);
    int[] all = cells.get("all");
    assertTrue(all[1] >= all[0] && all[2] >= all[1], "more eyes see more");
  }

  private static List<Box> joined(List<Box> some, List<Box> more) {
    List<Box> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static void count(Map<String, int[]> cells, String cell, double... hidden) {
    int[] n = cells.computeIfAbsent(cell, c -> new int[hidden.length + 1]);
    for (int i = 0; i < hidden.length; i++) {
      n[i] += hidden[i] > 0.5 ? 1 : 0;
    }
    n[hidden.length]++;
  }

  private static void write(String file, Map<String, int[]> cells) throws IOException {
    List<String> lines = new ArrayList<>();
    cells.forEach(
        (cell, n) ->
            lines.add(
                String.format(
                    "%s: of %d detector %d, words %d, own %d", cell, n[3], n[0], n[1], n[2])));
    Files.write(Path.of("target", file), lines);
  }

  /** Pictures without writing: what is read into them all the same, and what a look costs. */
  @Test
  void falseAlarmsAndTime() throws IOException, DicomRejection {
    List<String> lines = new ArrayList<>();
    int seen = 0;
    int alarms = 0;
    for (Map.Entry<String, List<GreyPlane>> picture : pictures.entrySet()) {
      if (!RealPictures.WITH_TEXT.contains(picture.getKey())) {
        seen++;
        alarms += alarm(picture.getKey(), picture.getValue(), new Attributes(), lines);
      }
    }
    lines.add("dicom_real: " + alarms + " of " + seen);
    seen = 0;
    alarms = 0;
    Map<String, List<Box>> planted = PlantedFiles.boxes();
    for (String name : planted.keySet()) {
      if (planted.get(name).isEmpty()) {
        DicomObject object = PlantedFiles.object(name);
        Attributes header = object.dataset();
        seen++;
        alarms +=
            alarm(
                name, Planes.of(Frames.of(object).frame(0), PaletteLuma.of(header)), header, lines);
      }
    }
    lines.add("dicom_phi: " + alarms + " of " + seen);
    Files.write(Path.of("target", "second-reader-alarms.txt"), lines);
  }

  /** Of this thread, with OMP_THREAD_LIMIT=1 all of it; nanoseconds. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static int alarm(
      String name, List<GreyPlane> planes, Attributes header, List<String> lines)
      throws DicomRejection {
    List<Box> masks = TextDetector.BALANCED.detect(planes.get(0));
    long before = cpu();
    try (SecondLook look = SecondLook.open(reader, header)) {
      long opened = cpu();
      List<Finding> found = look.find(planes, 0, masks);
      long done = cpu();
      lines.add(
          String.format(
              "%s %dx%d, %d planes: open %d ms, look %d ms, %s",
              name,
              planes.get(0).width(),
              planes.get(0).height(),
              planes.size(),
              (opened - before) / 1_000_000,
              (done - opened) / 1_000_000,
              found));
      return found.isEmpty() ? 0 : 1;
    }
  }
}
