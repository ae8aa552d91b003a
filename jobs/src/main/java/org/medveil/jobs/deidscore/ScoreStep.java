package org.medveil.jobs.deidscore;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.score.IdMapping;
import org.medveil.imaging.score.Referee;
import org.medveil.imaging.score.Requirement;
import org.medveil.jobs.tables.HadoopConf;

/** The key's files in, one report each out. */
final class ScoreStep {
  private final JavaSparkContext spark;
  private final HadoopConf hadoop;

  ScoreStep(JavaSparkContext spark) {
    this.spark = spark;
    this.hadoop = new HadoopConf(spark.hadoopConfiguration());
  }

  /**
   * One file of the key with its report; {@code result} is the path of the result, or null when
   * there is none.
   */
  record Scored(String file, String result, Referee.FileReport report) implements Serializable {}

  /** A file to be scored and what is required of it. */
  private record Task(String file, List<Requirement> rows) implements Serializable {}

  /** A result's SOP instance, empty when the file cannot be read. */
  private record Instance(String uid, FolderFile file) implements Serializable {}

  /**
   * Scores all files of the key.
   *
   * @throws Refusal (65) when an original is missing or is not what it was
   */
  List<Scored> run(List<Requirement> key, ScoreSettings settings, IdMapping mapping) {
    Map<String, List<Requirement>> byFile = new LinkedHashMap<>();
    key.forEach(row -> byFile.computeIfAbsent(row.file(), file -> new ArrayList<>()).add(row));
    List<Task> tasks = new ArrayList<>();
    byFile.forEach((file, rows) -> tasks.add(new Task(file, new ArrayList<>(rows))));
    HadoopConf conf = hadoop;
    Results results =
        new Results(index(FolderFile.list(settings.deidentified(), hadoop.get())), mapping);
    String original = settings.original();
    List<Scored> scored =
        spark
            .parallelize(tasks, slices(tasks.size()))
            .map(task -> score(task, original, results, conf.get()))
            .collect();
    if (scored.size() != tasks.size()) {
      throw new IllegalStateException("scored " + scored.size() + " of " + tasks.size());
    }
    return scored;
  }

  private List<Instance> index(List<FolderFile> files) {
    HadoopConf conf = hadoop;
    return files.isEmpty()
        ? List.of()
        : new ArrayList<>(
            spark
                .parallelize(files, slices(files.size()))
                .map(file -> new Instance(uid(file, conf.get()), file))
                .collect());
  }

  private int slices(int files) {
    return Math.max(1, Math.min(files, spark.defaultParallelism() * 4));
  }

  private static String uid(FolderFile file, Configuration hadoop) {
    try {
      return Referee.instanceUid(file.read(hadoop));
    } catch (DicomRejection | IOException e) {
      return "";
    }
  }

  /**
   * Finds results: by what the mapping says of the SOP instance, by an unchanged SOP instance, by
   * an unchanged path.
   */
  private static final class Results implements Serializable {
    private final Map<String, FolderFile> byUid = new HashMap<>();
    private final Map<String, FolderFile> byPath = new HashMap<>();
    private final IdMapping mapping;

    Results(List<Instance> instances, IdMapping mapping) {
      this.mapping = mapping;
      for (Instance instance : instances) {
        byPath.put(instance.file().path(), instance.file());
        if (!instance.uid().isEmpty()) {
          byUid.putIfAbsent(instance.uid(), instance.file());
        }
      }
    }

    FolderFile of(String originalUid, String path) {
      FolderFile mapped = mapping.image(originalUid).map(byUid::get).orElse(null);
      FolderFile same = byUid.get(originalUid);
      return mapped != null ? mapped : same != null ? same : byPath.get(path);
    }
  }

  private static Scored score(Task task, String original, Results results, Configuration hadoop) {
    int number = task.rows().get(0).number();
    try {
      byte[] bytes = FolderFile.below(original, task.file()).read(hadoop);
      Referee.Source before = new Referee.Source(task.file(), bytes);
      FolderFile found = results.of(Referee.instanceUid(bytes), task.file());
      if (found == null) {
        return new Scored(task.file(), null, Referee.missing(task.rows(), before));
      }
      Referee.Source after = new Referee.Source(found.path(), found.read(hadoop));
      return new Scored(task.file(), found.path(), Referee.score(task.rows(), before, after));
    } catch (DicomRejection | IOException e) {
      throw Refusal.badData(
          "file " + number + " of the answer key, or its result, cannot be read",
          "give --original the dicom/ folder that belongs to the key, unchanged");
    }
  }
}
