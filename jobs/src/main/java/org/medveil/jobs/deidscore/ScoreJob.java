package org.medveil.jobs.deidscore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Zone;
import org.medveil.imaging.score.AnswerKey;
import org.medveil.imaging.score.IdMapping;
import org.medveil.imaging.score.Requirement;
import org.medveil.imaging.score.Score;
import org.medveil.imaging.score.Verdict;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.StageProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores a de-identified folder against an answer key. */
@Command(
    name = "score",
    description = {
      "Score a de-identified folder against an answer key: correct of required actions.",
      "A file without a result fails everything that is required of it."
    },
    mixinStandardHelpOptions = true)
public final class ScoreJob extends Job {
  @Option(
      names = "--original",
      required = true,
      paramLabel = "URI",
      description = "The folder that was de-identified (dicom/ of plant).")
  private String original;

  @Option(
      names = "--answer-key",
      required = true,
      paramLabel = "FILE",
      description = "Its answer key (CSV).")
  private String answerKey;

  @Option(
      names = "--deidentified",
      required = true,
      paramLabel = "URI",
      description = "The de-identified folder.")
  private String deidentified;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "CSV id_old,id_new of UIDs and patient IDs; else files match by path.")
  private String mapping;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the outcome and all failures; .html or .csv.")
  private String report;

  @Option(
      names = "--show-values",
      description = "Show planted values in the report; only for a key that plant made.")
  private boolean showValues;

  @Option(
      names = "--at-least",
      paramLabel = "PERCENT",
      description = "Exit 65 when the score is lower.")
  private Double atLeast;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(
        new Flow("deid-score score", Set.of(Zone.RESTRICTED, Zone.PSEUDONYMOUS), Zone.RESTRICTED));
  }

  @Override
  protected JobResult run(Progress progress) {
    ScoreSettings settings =
        new ScoreSettings(
            original,
            answerKey,
            deidentified,
            Optional.ofNullable(mapping),
            Optional.ofNullable(report),
            atLeast == null ? OptionalDouble.empty() : OptionalDouble.of(atLeast));
    return run(settings, showValues, progress);
  }

  private static JobResult run(ScoreSettings settings, boolean values, Progress progress) {
    SparkSession spark = SparkSessions.open("deid-score score");
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    String keyText = Texts.read(settings.answerKey(), hadoop);
    List<Requirement> key = AnswerKey.parse(keyText);
    if (key.isEmpty()) {
      throw Refusal.badData("the answer key requires nothing", "plant it again");
    }
    if (values && !isSynthetic(settings.answerKey(), keyText, hadoop)) {
      throw Refusal.policy(
          "the key is not one that plant made: its values may be a patient's",
          "leave --show-values out; failures are named by file number, path and action");
    }
    IdMapping ids =
        settings
            .mapping()
            .map(file -> IdMapping.parse(Texts.read(file, hadoop)))
            .orElse(IdMapping.none());
    ScoreStep step = new ScoreStep(JavaSparkContext.fromSparkContext(spark.sparkContext()));
    List<ScoreStep.Scored> scored =
        StageProgress.during(spark, progress, () -> step.run(key, settings, ids));
    List<Verdict> verdicts =
        scored.stream().flatMap(one -> one.report().verdicts().stream()).toList();
    Score score = Score.of(verdicts, ids);
    if (score.rows().required() != key.size()) {
      throw new IllegalStateException("judged " + verdicts.size() + " of " + key.size());
    }
    Examination examination = Examination.of(scored, score);
    Map<String, Object> outputs = new LinkedHashMap<>();
    settings.report().ifPresent(file -> write(file, examination, values, hadoop));
    settings.report().ifPresent(file -> outputs.put("report", file));
    double percent = Examination.percent(score.headline());
    if (settings.atLeast().isPresent() && percent < settings.atLeast().getAsDouble()) {
      throw Refusal.badData(
          String.format(
              Locale.ROOT,
              "the score is %.4f %% (%d of %d), %d files without a result",
              percent,
              score.headline().correct(),
              score.headline().required(),
              examination.missing()),
          settings.report().isPresent()
              ? "the report names every failure"
              : "--report FILE.html names every failure");
    }
    return JobResult.done(examination.metrics(), outputs);
  }

  private static void write(
      String file, Examination examination, boolean values, Configuration hadoop) {
    Texts.write(
        file,
        file.endsWith(".csv")
            ? FailureList.csv(examination, values)
            : ScorePage.html(examination, values),
        hadoop);
  }

  private static boolean isSynthetic(String keyFile, String key, Configuration hadoop) {
    int slash = keyFile.lastIndexOf('/');
    String folder = slash < 0 ? "." : keyFile.substring(0, slash);
    return Texts.readIfThere(folder + "/" + PlantNote.FILE, hadoop)
        .filter(note -> PlantNote.vouchesFor(note, key))
        .isPresent();
  }
}
