package org.medveil.jobs.deidscore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Zone;
import org.medveil.imaging.plant.Planter;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.StageProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plants synthetic identifiers and writes the answer key. */
@Command(
    name = "plant",
    description = {
      "Plant synthetic identifiers into DICOM files and write the answer key.",
      "Every name, number and date is invented; the same seed gives the same bytes."
    },
    mixinStandardHelpOptions = true)
public final class PlantJob extends Job {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "Folder of DICOM files to plant into, read recursively; not changed.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Target folder: dicom/, answer-key.csv, plant.json.")
  private String output;

  @Option(
      names = "--patients",
      defaultValue = "100",
      description = "Invented patients (default: ${DEFAULT-VALUE}).")
  private int patients;

  @Option(
      names = "--files",
      defaultValue = "1000",
      description = "Files to write (default: ${DEFAULT-VALUE}).")
  private int files;

  @Option(
      names = "--seed",
      required = true,
      description = "Seed; the same seed gives the same bytes.")
  private long seed;

  @Override
  public Optional<Flow> flow() {
    // RESTRICTED: what is not planted over is as private as the input was.
    return Optional.of(new Flow("deid-score plant", Set.of(Zone.RESTRICTED), Zone.RESTRICTED));
  }

  @Override
  protected JobResult run(Progress progress) {
    return run(new PlantSettings(input, output, patients, files, seed), progress);
  }

  private static JobResult run(PlantSettings settings, Progress progress) {
    SparkSession spark = SparkSessions.open("deid-score plant");
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    String keyFile = settings.output() + "/" + PlantNote.KEY;
    String noteFile = settings.output() + "/" + PlantNote.FILE;
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put("dicom", settings.output() + "/dicom");
    outputs.put("answerKey", keyFile);
    outputs.put("note", noteFile);
    Optional<String> note = Texts.readIfThere(noteFile, hadoop);
    if (note.isPresent()) {
      String key = Texts.readIfThere(keyFile, hadoop).orElse("");
      if (PlantNote.isOf(note.get(), settings, key)) {
        return JobResult.unchanged(Map.of(), outputs);
      }
      throw Refusal.usage(
          "another planting is in " + settings.output(),
          "choose an empty folder or the settings it was made with");
    }
    if (Texts.exists(settings.output() + "/dicom", hadoop)) {
      throw Refusal.usage(
          "a planting that was not finished is in " + settings.output(),
          "remove it, or choose an empty folder");
    }
    progress.say("synthetic identifiers, seed %d; no patient data is made", settings.seed());
    PlantStep step = new PlantStep(JavaSparkContext.fromSparkContext(spark.sparkContext()));
    PlantStep.Result made = StageProgress.during(spark, progress, () -> step.run(settings));
    Texts.write(keyFile, made.key(), hadoop);
    Texts.write(noteFile, PlantNote.of(settings, made.key()), hadoop);
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("generator", Planter.GENERATOR);
    metrics.put("seed", settings.seed());
    metrics.put("found", made.found());
    metrics.put("templates", made.templates());
    metrics.put("unusable", made.found() - made.templates());
    metrics.put("patients", settings.patients());
    metrics.put("files", made.planted());
    metrics.put("requirements", made.requirements());
    return JobResult.done(metrics, outputs);
  }
}
