package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dcm4che3.data.Attributes;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.burnedin.Finding.Evidence;

/**
 * What a reader reads in the masked frames of one object: words for themselves, and words of the
 * object's own header even where they are hardly read. Holds its reader; serves one thread.
 */
final class SecondLook implements AutoCloseable {
  private final TextReader reader;
  private final SecondReader.Least least;
  private final OwnWords own;

  private SecondLook(TextReader reader, SecondReader.Least least, OwnWords own) {
    this.reader = reader;
    this.least = least;
    this.own = own;
  }

  /**
   * For one object.
   *
   * @throws org.medveil.contracts.Refusal exit 2 when this machine lacks what the policy names
   */
  static SecondLook open(SecondReader settings, Attributes header) {
    settings.models().checkHere();
    TextReader reader = TextReaders.installed().open(settings.models());
    return new SecondLook(reader, settings.least(), OwnWords.of(header));
  }

  /** The boxes of a frame; channels that are the same are read once. */
  List<Finding> find(List<GreyPlane> planes, int frame, List<Box> masks) throws DicomRejection {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < planes.size(); i++) {
      GreyPlane plane = planes.get(i);
      if (planes.subList(0, i).stream().noneMatch(p -> Arrays.equals(p.raw(), plane.raw()))) {
        found.addAll(find(plane, frame, masks));
      }
    }
    return found;
  }

  private List<Finding> find(GreyPlane plane, int frame, List<Box> masks) throws DicomRejection {
    Map<Integer, List<ReadWord>> lines = new TreeMap<>();
    for (ReadWord word : reader.read(plane, masks)) {
      lines.computeIfAbsent(word.line(), line -> new ArrayList<>()).add(word);
    }
    // As the detector has it: what is higher is anatomy.
    int highest = Math.min(plane.width(), plane.height()) / 4;
    List<Finding> found = new ArrayList<>();
    for (List<ReadWord> line : lines.values()) {
      for (ReadWord word : line) {
        if (word.signs() >= least.letters()
            && word.confidence() >= least.confidence()
            && word.box().height() <= highest) {
          found.add(finding(plane, frame, List.of(word), Evidence.READER));
        }
      }
      for (List<ReadWord> words : own.in(line)) {
        if (words.stream().allMatch(word -> word.confidence() >= least.ownConfidence())) {
          found.add(finding(plane, frame, words, Evidence.OWN_WORDS));
        }
      }
    }
    // Else a word at the edge of a mask would be found for ever.
    found.removeIf(one -> masks.stream().anyMatch(mask -> mask.contains(one.box())));
    return found;
  }

  /** What a word is, is told to nobody: not its text, nor of which attribute it is. */
  private static Finding finding(
      GreyPlane plane, int frame, List<ReadWord> words, Evidence evidence) {
    Box box = words.stream().map(ReadWord::box).reduce(Box::joined).orElseThrow();
    int margin = (int) Math.max(2, Math.ceil(0.3 * box.height()));
    double confidence = words.stream().mapToDouble(ReadWord::confidence).min().orElseThrow();
    return new Finding(
        frame,
        box.grown(margin, margin).within(plane.width(), plane.height()),
        evidence,
        String.format(Locale.ROOT, "confidence %.0f", confidence));
  }

  @Override
  public void close() {
    reader.close();
  }
}
