package org.medveil.jobs.deidentify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.burnedin.Finding;
import org.medveil.imaging.burnedin.PixelVerdict;
import org.medveil.imaging.deidfile.Inspection;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Keys;
import org.medveil.jobs.cli.Progress;

/** What will happen to one file, attribute by attribute, and why. */
final class Explanation {
  private final Inspection inspection;
  private final String reader;
  private final boolean values;

  private Explanation(Inspection inspection, String reader, boolean values) {
    this.inspection = inspection;
    this.reader = reader;
    this.values = values;
  }

  /**
   * Reads the file.
   *
   * @param keys needed only to show values: pseudonyms are the key's
   * @throws Refusal exit 65 when it cannot be read as DICOM
   */
  static Explanation of(Path file, Rulebook rules, Optional<Path> keys, boolean values) {
    if (values && keys.isEmpty()) {
      throw Refusal.usage("--show-values needs --keys", "pseudonyms and dates depend on the key");
    }
    byte[] key =
        keys.map(folder -> Pseudonymizer.readKey(folder.resolve(Keys.PSEUDONYM)))
            .orElse(new byte[Pseudonymizer.KEY_BYTES]);
    try {
      byte[] bytes = Files.readAllBytes(file);
      Inspection inspection = rules.kernel(new Pseudonymizer(key)).inspect(bytes, values);
      return new Explanation(inspection, rules.reader(), values);
    } catch (IOException e) {
      throw Refusal.badData("the file cannot be read", "check the path given to --explain");
    } catch (DicomRejection e) {
      throw Refusal.badData(
          "the file goes to quarantine: " + e.getMessage(), "see docs/dicom-reading.md");
    }
  }

  JobResult tell(Progress progress) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Inspection.Line line : inspection.lines()) {
      counts.merge(line.what().action().name(), 1, Integer::sum);
      progress.say(
          "%-7s %s %s %s: %s%s",
          line.what().action().name().toLowerCase(java.util.Locale.ROOT),
          line.what().path(),
          line.what().keyword(),
          line.what().vr(),
          line.what().reason(),
          values ? "  '" + shown(line.before()) + "' -> '" + shown(line.after()) + "'" : "");
    }
    progress.say(
        "pixels: %s", inspection.pixels().map(Explanation::sentence).orElse("not decoded"));
    progress.say("text reader: %s", reader);
    inspection.pixels().ifPresent(verdict -> boxes(verdict, progress));
    String end = inspection.refusal().map(e -> "quarantine: " + e.getMessage()).orElse("written");
    progress.say("%s", end);
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("attributes", inspection.lines().size());
    metrics.put("actions", counts);
    metrics.put("pixels", inspection.pixels().map(Explanation::word).orElse("not-decoded"));
    metrics.put("textReader", reader);
    metrics.put("quarantine", inspection.refusal().map(e -> e.reason().name()).orElse("none"));
    return JobResult.done(metrics, Map.of());
  }

  private static void boxes(PixelVerdict verdict, Progress progress) {
    for (Finding one : verdict.findings()) {
      progress.say(
          "  box x %d, y %d, %d x %d: %s %s",
          one.box().x(),
          one.box().y(),
          one.box().width(),
          one.box().height(),
          one.evidence().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
          one.detail());
    }
  }

  static String sentence(PixelVerdict verdict) {
    if (verdict instanceof PixelVerdict.Mask mask) {
      return mask.boxes().size() + " boxes are masked in every frame";
    }
    if (verdict instanceof PixelVerdict.Quarantine quarantine) {
      return quarantine.concern().sentence();
    }
    return ((PixelVerdict.Clean) verdict).examined()
        ? "looked at, nothing found: they stay as they are"
        : "not looked at: the policy asks for no look, or there are none";
  }

  private static String word(PixelVerdict verdict) {
    return verdict.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  /** Values of hostile files must not steer a terminal. */
  private static String shown(String value) {
    return value.replaceAll("\\p{Cntrl}", "?");
  }
}
