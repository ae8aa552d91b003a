package org.medveil.imaging.deidfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.burnedin.PixelVerdict;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.deid.Deidentified;
import org.medveil.imaging.deid.Explained;

/**
 * One file, step by step.
 *
 * @param lines what is done to each attribute, in the order of the file
 * @param pixels what is done about text in pixels; empty when the frames cannot be decoded
 * @param refusal why the file goes to quarantine; empty when it does not
 * @param result the file as it would be written; empty when it goes to quarantine
 */
public record Inspection(
    List<Line> lines,
    Optional<PixelVerdict> pixels,
    Optional<DicomRejection> refusal,
    Optional<CleanFile> result) {

  /**
   * One attribute. Values are empty where there is none, and where none were asked for.
   *
   * @param what path, action and reason
   * @param before value of the original: the patient's
   * @param after value of the result
   */
  public record Line(Explained what, String before, String after) {
    @Override
    public String toString() {
      return "Line[" + what.path() + ", values withheld]";
    }
  }

  /** Copies the list. */
  public Inspection {
    lines = List.copyOf(lines);
  }

  static Inspection of(FileDeidentifier kernel, byte[] file, boolean values) throws DicomRejection {
    PixelStep step = kernel.pixelStep();
    DicomObject object = FileDeidentifier.whole(file);
    Map<String, String> before = values ? ShownValues.of(object.dataset()) : Map.of();
    Optional<PixelVerdict> verdict = Optional.empty();
    Optional<DicomRejection> refusal = Optional.empty();
    PixelStep.Work work = null;
    try {
      verdict = Optional.of(step.verdict(object));
      work = step.run(object);
    } catch (DicomRejection e) {
      refusal = Optional.of(e);
    }
    List<Line> lines = new ArrayList<>();
    Optional<CleanFile> result = Optional.empty();
    try {
      Deidentified header = kernel.headers().explain(work == null ? object : work.object());
      Map<String, String> after = values ? ShownValues.of(header.object().dataset()) : Map.of();
      for (Explained one : header.explained()) {
        lines.add(
            new Line(one, before.getOrDefault(one.path(), ""), after.getOrDefault(one.path(), "")));
      }
      if (work != null) {
        result = Optional.of(kernel.finished(work, header));
      }
    } catch (DicomRejection e) {
      refusal = refusal.or(() -> Optional.of(e));
    }
    return new Inspection(lines, verdict, refusal, result);
  }

  @Override
  public String toString() {
    return "Inspection[" + lines.size() + " attributes]";
  }
}
