package org.medveil.jobs.deidentify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Limits;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.deidfile.FileDeidentifier;
import org.medveil.imaging.deidfile.Inspection;
import org.medveil.jobs.tables.SourceStream;

/**
 * One file of a run, looked at again for the report.
 *
 * @param path of its output
 * @param inspection tag by tag
 * @param before its first frame as it was; empty unless values are shown
 * @param after its first frame as written; empty when it cannot be drawn
 */
record Sample(String path, Inspection inspection, Optional<String> before, Optional<String> after) {
  private static final int PLAIN = 3;
  private static final int MASKED = 6;

  /** A few files that were masked, and a few that were not, in the order of their paths. */
  static List<Sample> of(List<Outcome> outcomes, Source source) {
    List<Outcome> written =
        outcomes.stream()
            .filter(one -> one.is(Outcome.End.WRITTEN))
            .sorted((a, b) -> a.entry().path().compareTo(b.entry().path()))
            .toList();
    List<Sample> samples = new ArrayList<>();
    written.stream()
        .filter(one -> one.pixels().masks() > 0)
        .limit(MASKED)
        .forEach(one -> source.read(one).ifPresent(samples::add));
    written.stream()
        .filter(one -> one.pixels().masks() == 0)
        .limit(PLAIN)
        .forEach(one -> source.read(one).ifPresent(samples::add));
    return samples;
  }

  boolean masked() {
    return inspection.result().filter(file -> file.masked()).isPresent();
  }

  /**
   * Where originals are read again.
   *
   * @param kernel as in the run
   * @param pseudonyms to decrypt addresses
   * @param originals draw the frames as they were
   */
  record Source(
      FileDeidentifier kernel, Pseudonymizer pseudonyms, Configuration hadoop, boolean originals) {

    Optional<Sample> read(Outcome outcome) {
      String address = pseudonyms.decryptUri(outcome.entry().source());
      try (InputStream in = SourceStream.open(address, hadoop)) {
        byte[] file = in.readNBytes((int) Limits.FILE_BYTES);
        Inspection inspection = kernel.inspect(file, true);
        Optional<String> before = originals ? picture(file) : Optional.empty();
        Optional<String> after = inspection.result().flatMap(clean -> picture(clean.bytes()));
        return Optional.of(new Sample(outcome.entry().path(), inspection, before, after));
      } catch (IOException | DicomRejection e) {
        return Optional.empty(); // it went away since: a sample less
      }
    }

    private static Optional<String> picture(byte[] file) {
      try {
        return Optional.of(
            FramePicture.dataUri(
                DicomReader.readImage(new ByteArrayInputStream(file)).raster().toRgb8()));
      } catch (DicomRejection e) {
        return Optional.empty();
      }
    }
  }

  @Override
  public String toString() {
    return "Sample[values withheld]";
  }
}
