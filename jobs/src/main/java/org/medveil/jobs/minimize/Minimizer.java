package org.medveil.jobs.minimize;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomImage;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.PixelImage;
import org.medveil.imaging.Pixels;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.agreement.DataUseAgreement.BurnedInText;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.RejectRow;
import org.medveil.jobs.tables.SourceStream;

/** Reads one source's pixels and cuts them down to what the agreement grants. */
final class Minimizer implements Serializable {
  static final String STAGE = "minimize";

  private final DataUseAgreement agreement;
  private final Pseudonymizer pseudonyms;

  Minimizer(DataUseAgreement agreement, Pseudonymizer pseudonyms) {
    this.agreement = agreement;
    this.pseudonyms = pseudonyms;
  }

  Minimized minimize(Candidate candidate, Configuration hadoop) {
    if (!agreement.modalities().contains(candidate.originalModality())) {
      return reject(candidate, RejectReason.MODALITY_NOT_ALLOWED, "not in the agreement's list");
    }
    if (agreement.burnedInText() == BurnedInText.REJECT && !"NO".equals(candidate.burnedIn())) {
      return reject(candidate, RejectReason.BURNED_IN_TEXT, "BurnedInAnnotation is not NO");
    }
    String uri = pseudonyms.decryptUri(candidate.sourceUri());
    try (InputStream in = SourceStream.open(uri, hadoop)) {
      DicomImage image = DicomReader.readImage(in);
      return new Minimized(row(candidate, pixels(image, candidate)), null);
    } catch (DicomRejection e) {
      return reject(candidate, e.reason(), e.getMessage());
    } catch (IOException e) {
      return reject(candidate, RejectReason.UNREADABLE, "the file could not be read");
    }
  }

  private PixelImage pixels(DicomImage image, Candidate candidate) {
    PixelImage full = agreement.grayscale() ? image.raster().toGray8() : image.raster().toRgb8();
    // Masked before it is resized: no pixel of a letter may blend into one that is kept.
    PixelImage masked =
        agreement.burnedInText() == BurnedInText.MASK_OUTSIDE_FIELD_OF_VIEW
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
   * Under another agreement the same source is tried again: the detail says which one refused it.
   */
  static String mark(DataUseAgreement agreement) {
    return " [policy " + agreement.sha256().substring(0, 12) + "]";
  }

  private Minimized reject(Candidate candidate, RejectReason reason, String detail) {
    return new Minimized(
        null,
        RejectRow.of(
            candidate.sourceUri(),
            candidate.sourceSha256(),
            STAGE,
            reason,
            detail + mark(agreement)));
  }
}
