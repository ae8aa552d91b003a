package org.medveil.jobs.minimize;

import java.io.InputStream;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomFrames;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.ExaminedFrames;
import org.medveil.imaging.PixelImage;
import org.medveil.imaging.Pixels;
import org.medveil.imaging.Raster;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.jobs.agreement.BurnedInText;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.RejectRow;

/** Cuts the frames of one object down to what the agreement grants. */
final class Minimizer implements ArchiveWalk.Reader, Serializable {
  static final String STAGE = "minimize";

  private final DataUseAgreement agreement;

  Minimizer(DataUseAgreement agreement) {
    this.agreement = agreement;
  }

  /** Why a candidate is not even read, if so. */
  Optional<Minimized> refusal(Candidate candidate) {
    if (!agreement.modalities().contains(candidate.originalModality())) {
      String detail = "not in the agreement's list";
      return Optional.of(reject(candidate, RejectReason.MODALITY_NOT_ALLOWED, detail));
    }
    if (agreement.burnedInText() instanceof BurnedInText.Reject
        && !"NO".equals(candidate.burnedIn())) {
      String detail = "BurnedInAnnotation is not NO";
      return Optional.of(reject(candidate, RejectReason.BURNED_IN_TEXT, detail));
    }
    return Optional.empty();
  }

  /** The stream is read at once; a frame is decoded when it is asked for. */
  @Override
  public Iterator<Minimized> read(List<Candidate> object, InputStream in) {
    try {
      return minimized(object, DicomReader.readFrames(in));
    } catch (DicomRejection e) {
      return object.stream().map(each -> reject(each, e.reason(), e.getMessage())).iterator();
    }
  }

  @Override
  public Iterator<Minimized> lost(List<Candidate> candidates) {
    return candidates.stream()
        .map(each -> reject(each, RejectReason.UNREADABLE, "the file could not be read"))
        .iterator();
  }

  /** All frames the agreement chooses are examined, whichever of them are still to be made. */
  private Iterator<Minimized> minimized(List<Candidate> object, DicomFrames frames)
      throws DicomRejection {
    Optional<PixelPolicy> rules = agreement.burnedInText().pixelRules();
    if (rules.isEmpty()) {
      return object.stream().map(each -> minimize(each, frames::frame)).iterator();
    }
    List<Integer> chosen = FrameChoice.of(frames.count(), agreement.mostFrames());
    ExaminedFrames examined = ExaminedFrames.of(frames, chosen, rules.get());
    return object.stream()
        .map(each -> minimize(each, examined::frame).after(examined.verdict()))
        .iterator();
  }

  private interface Frames {
    Raster frame(int index) throws DicomRejection;
  }

  private Minimized minimize(Candidate candidate, Frames frames) {
    try {
      PixelImage image = pixels(frames.frame(candidate.frameIndex()), candidate);
      return Minimized.image(row(candidate, image));
    } catch (DicomRejection e) {
      return reject(candidate, e.reason(), e.getMessage());
    }
  }

  private PixelImage pixels(Raster frame, Candidate candidate) {
    PixelImage full = agreement.grayscale() ? frame.toGray8() : frame.toRgb8();
    // Masked before it is resized: no pixel of a letter may blend into one that is kept.
    PixelImage masked =
        agreement.burnedInText() instanceof BurnedInText.MaskOutsideFieldOfView
            ? Pixels.maskOutsideCircle(full)
            : full;
    PixelImage plain =
        agreement.standardizeColour() ? Pixels.standardizeInsideCircle(masked) : masked;
    PixelImage small = Pixels.resize(plain, agreement.resolution(), agreement.resolution());
    boolean mirror = agreement.mirrorLeftEyes() && "L".equals(candidate.originalLaterality());
    return mirror ? Pixels.mirror(small) : small;
  }

  private Row row(Candidate candidate, PixelImage image) {
    return RowFactory.create(
        candidate.instanceKey(),
        candidate.frameIndex(),
        candidate.subjectKey(),
        candidate.laterality(),
        candidate.visitIndex(),
        candidate.daysSinceFirstVisit(),
        candidate.modality(),
        candidate.sex(),
        candidate.ageBand(),
        candidate.label(),
        image.height(),
        image.width(),
        image.channels(),
        "uint8",
        image.pixels(),
        Locations.sha256(image.pixels()),
        agreement.id(),
        agreement.sha256());
  }

  /**
   * Ends the detail of a reject: under another agreement the same frame is tried again. A regular
   * expression whose one group is the frame.
   */
  static String markPattern(DataUseAgreement agreement) {
    return " \\[policy " + policy(agreement) + ", frame ([0-9]+)\\]$";
  }

  private static String policy(DataUseAgreement agreement) {
    return agreement.sha256().substring(0, 12);
  }

  private Minimized reject(Candidate candidate, RejectReason reason, String detail) {
    String mark = " [policy " + policy(agreement) + ", frame " + candidate.frameIndex() + "]";
    return Minimized.reject(
        RejectRow.of(
            candidate.sourceUri(), candidate.sourceSha256(), STAGE, reason, detail + mark));
  }
}
