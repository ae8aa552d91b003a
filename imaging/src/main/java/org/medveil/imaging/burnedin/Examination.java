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
  private final SecondLook second;

  /**
   * @param second has the last word; null for none
   */
  Examination(FrameSource frames, PaletteLuma palette, SecondLook second) throws DicomRejection {
    this.frames = frames;
    this.palette = palette;
    this.second = second;
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
      List<Finding> more = detected(detector, before, hands);
      if (more != null && more.isEmpty() && second != null) {
        more = look(before.masks(), (planes, frame) -> second.find(planes, frame, before.masks()));
      }
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

  /** What is seen in the planes of one frame. */
  private interface Eyes {
    List<Finding> see(List<GreyPlane> planes, int frame) throws DicomRejection;
  }

  /**
   * What is found in the masked frames; null when a frame has another shape than the first.
   *
   * @param hands how lines are written: those of this look are added
   */
  private List<Finding> detected(TextDetector detector, Look.Before before, List<Hand> hands)
      throws DicomRejection {
    return look(
        before.masks(),
        (planes, frame) -> {
          List<Finding> found = new ArrayList<>();
          for (GreyPlane plane : planes) {
            for (Writing line : detector.find(plane, before)) {
              if (hands.stream().noneMatch(line.hand()::isLike)) {
                hands.add(line.hand());
              }
              found.add(new Finding(frame, line.box(), Evidence.DETECTOR, detail(line)));
            }
          }
          return found;
        });
  }

  private List<Finding> look(List<Box> masks, Eyes eyes) throws DicomRejection {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < frames.count(); i++) {
      DecodedFrame frame = frames.frame(i);
      if (frame.format().rows() != format.rows()
          || frame.format().columns() != format.columns()
          || frame.format().samples() != format.samples()) {
        return null;
      }
      Masking.apply(frame, masks, black);
      for (Finding one : eyes.see(Planes.of(frame, palette), i)) {
        if (found.stream().noneMatch(f -> f.box().contains(one.box()))) {
          found.add(one);
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
