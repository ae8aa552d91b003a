package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.burnedin.Finding.Evidence;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.PixelFormat;

/** Looks at the frames of one object, masks, and looks again. */
final class Examination {
  /** Looks after the first; a mask may bare what it cut in two. */
  private static final int ROUNDS = 6;

  private final FrameSource frames;
  private final PaletteLuma palette;
  private final PixelFormat format;
  private final List<Integer> black;

  Examination(FrameSource frames, PaletteLuma palette) throws DicomRejection {
    this.frames = frames;
    this.palette = palette;
    DecodedFrame first = frames.frame(0);
    format = first.format();
    black = Masking.black(first, palette);
  }

  List<Box> outside(List<Box> regions) {
    return UltrasoundRegions.outside(regions, format.columns(), format.rows());
  }

  PixelVerdict verdict(List<Finding> known, boolean eager, double mostMasked)
      throws DicomRejection {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : known) {
      Box part = finding.box().within(format.columns(), format.rows());
      if (part != null) {
        findings.add(new Finding(finding.frame(), part, finding.evidence(), finding.detail()));
      }
    }
    int given = findings.size();
    TextDetector detector = eager ? TextDetector.EAGER : TextDetector.BALANCED;
    List<Hand> hands = new ArrayList<>();
    List<Box> first = List.of();
    for (int round = 0; round <= ROUNDS; round++) {
      Look.Before before = new Look.Before(List.copyOf(hands), boxes(findings), first);
      List<Finding> more = look(detector, before, hands);
      if (more == null) {
        return new PixelVerdict.Quarantine(Concern.CONTRADICTION);
      }
      if (more.isEmpty()) {
        return done(findings, given, mostMasked);
      }
      findings.addAll(more);
      first = round == 0 ? boxes(more) : first;
    }
    return new PixelVerdict.Quarantine(Concern.RESIDUAL, findings);
  }

  private PixelVerdict done(List<Finding> findings, int given, double mostMasked) {
    if (findings.isEmpty()) {
      return new PixelVerdict.Clean(true);
    }
    List<Box> detected = boxes(findings.subList(given, findings.size()));
    if (Coverage.of(detected, format.columns(), format.rows()) > mostMasked) {
      return new PixelVerdict.Quarantine(Concern.TOO_MUCH, findings);
    }
    return new PixelVerdict.Mask(boxes(findings), black, true, findings);
  }

  /**
   * What is found in the masked frames; null when a frame has another shape than the first.
   *
   * @param hands how lines are written: those of this look are added
   */
  private List<Finding> look(TextDetector detector, Look.Before before, List<Hand> hands)
      throws DicomRejection {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < frames.count(); i++) {
      DecodedFrame frame = frames.frame(i);
      if (frame.format().rows() != format.rows()
          || frame.format().columns() != format.columns()
          || frame.format().samples() != format.samples()) {
        return null;
      }
      Masking.apply(frame, before.masks(), black);
      for (GreyPlane plane : Planes.of(frame, palette)) {
        for (Writing line : detector.find(plane, before)) {
          if (hands.stream().noneMatch(line.hand()::isLike)) {
            hands.add(line.hand());
          }
          if (found.stream().noneMatch(f -> f.box().contains(line.box()))) {
            found.add(new Finding(i, line.box(), Evidence.DETECTOR, detail(line)));
          }
        }
      }
    }
    return found;
  }

  private static String detail(Writing line) {
    return String.format(Locale.ROOT, "score %.1f", line.score());
  }

  private static List<Box> boxes(List<Finding> findings) {
    return findings.stream().map(Finding::box).distinct().toList();
  }
}
