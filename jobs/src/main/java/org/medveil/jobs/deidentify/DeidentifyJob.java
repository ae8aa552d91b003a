package org.medveil.jobs.deidentify;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Zone;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Keys;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceListing;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.StageProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** De-identifies a folder of DICOM, or explains what would be done to one file. */
@Command(
    name = "deidentify",
    description = {
      "De-identify DICOM files: header after PS3.15, text in pixels masked, a last look at every "
          + "byte.",
      "Nothing is lost: files = known + written + quarantined. Running again adds only what is "
          + "new.",
      "With --explain: say for one file, tag by tag, what will happen and why."
    },
    mixinStandardHelpOptions = true)
public final class DeidentifyJob extends Job {
  @Option(
      names = "--input",
      paramLabel = "URI",
      description = "Folder of DICOM files and of zip or tar archives of them, read recursively.")
  private String input;

  @Option(
      names = "--output",
      paramLabel = "URI",
      description = "Gets dicom/STUDY/SERIES/INSTANCE.dcm, quarantine.csv and the manifest.")
  private String output;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "The site's or project's keys (keys init).")
  private Path keys;

  @Option(
      names = "--profile",
      paramLabel = "NAME|FILE",
      description =
          "Shipped: default, research-basic, longitudinal, longitudinal-full-dates, strict; or a "
              + "file (default: default).")
  private String profile;

  @Option(
      names = "--pixel-policy",
      paramLabel = "FILE",
      description = "What is asked of pixels (default: conf/deid/pixel-rules.conf as shipped).")
  private Path pixelPolicy;

  @Option(
      names = "--compress",
      paramLabel = "rle|none",
      description = "How masked frames are written; others stay as they are (default: none).")
  private Compression compress = Compression.none;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "Also write id_old,id_new of UIDs and patient IDs. RESTRICTED: whoever has it can undo "
              + "the pseudonyms.")
  private Path mapping;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write an HTML page: counts, quarantine, before and after of some files.")
  private Path report;

  @Option(
      names = "--explain",
      paramLabel = "FILE",
      description = "Explain one file instead of de-identifying a folder.")
  private Path explain;

  @Option(
      names = "--show-values",
      description = "Show the patients' values in the report or explanation. RESTRICTED.")
  private boolean showValues;

  /** The output stays where the input was until a person has looked: pixels are no proof. */
  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow("deidentify", Set.of(Zone.RESTRICTED), Zone.RESTRICTED));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return output == null ? Optional.empty() : ManifestPath.of(output, "deidentify");
  }

  @Override
  protected JobResult run(Progress progress) {
    Rulebook rules = Rulebook.of(profile, pixelPolicy, compress);
    if (explain != null) {
      refuseBeside("--explain", "--input", input);
      refuseBeside("--explain", "--output", output);
      refuseBeside("--explain", "--mapping", mapping);
      refuseBeside("--explain", "--report", report);
      return Explanation.of(explain, rules, Optional.ofNullable(keys), showValues).tell(progress);
    }
    DeidentifySettings settings =
        new DeidentifySettings(
            required("--input", input),
            required("--output", output),
            required("--keys", keys),
            rules,
            new DeidentifySettings.Extras(
                Optional.ofNullable(mapping), Optional.ofNullable(report), showValues));
    return run(settings, progress);
  }

  private static void refuseBeside(String one, String other, Object value) {
    if (value != null) {
      throw Refusal.usage(one + " and " + other + " do not go together", "leave one of them out");
    }
  }

  private static <T> T required(String name, T value) {
    if (value == null) {
      throw Refusal.usage(
          "Missing required option: '" + name + "'", "or --explain FILE for a single file");
    }
    return value;
  }

  private static JobResult run(DeidentifySettings settings, Progress progress) {
    Pseudonymizer pseudonyms =
        new Pseudonymizer(Pseudonymizer.readKey(settings.keys().resolve(Keys.PSEUDONYM)));
    SparkSession session = SparkSessions.open("deidentify");
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Configuration hadoop = spark.hadoopConfiguration();
    List<SourceFile> files = SourceListing.list(settings.input(), hadoop);
    progress.say("%d files found", files.size());
    Rulebook rules = settings.rules();
    OutputFolder folder = new OutputFolder(settings.output());
    Map<String, Object> described = rules.described(pseudonyms);
    folder.claim(described, rules.sha256(pseudonyms), hadoop);
    FileCleaner cleaner =
        new FileCleaner(
            rules.kernel(pseudonyms), pseudonyms, folder, settings.extras().mapping().isPresent());
    DeidentifyStep step = new DeidentifyStep(spark, folder, pseudonyms);
    List<Outcome> outcomes =
        StageProgress.during(session, progress, () -> step.run(files, cleaner));
    Tally tally = Tally.of(outcomes);
    settings.extras().mapping().ifPresent(file -> Mapping.write(file, outcomes));
    settings
        .extras()
        .report()
        .ifPresent(
            file -> {
              boolean values = settings.extras().showValues();
              Sample.Source source =
                  new Sample.Source(rules.kernel(pseudonyms), pseudonyms, hadoop, values);
              List<Entry> refused =
                  outcomes.stream()
                      .filter(one -> one.is(Outcome.End.QUARANTINED))
                      .map(Outcome::entry)
                      .toList();
              DeidentifyPage.write(
                  file,
                  new DeidentifyPage.Content(
                      described, tally, refused, Sample.of(outcomes, source)),
                  values);
            });
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put("dicom", folder.dicom());
    outputs.put("quarantine", folder.quarantine());
    settings.extras().mapping().ifPresent(file -> outputs.put("mapping", file.toString()));
    settings.extras().report().ifPresent(file -> outputs.put("report", file.toString()));
    if (tally.written() + tally.quarantined() == 0) {
      throw Refusal.nothingNew("all " + tally.files() + " files were de-identified before");
    }
    return new JobResult("done", tally.metrics(), outputs, described);
  }
}
