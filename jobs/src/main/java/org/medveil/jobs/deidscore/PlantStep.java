package org.medveil.jobs.deidscore;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.plant.Cohort;
import org.medveil.imaging.plant.Planned;
import org.medveil.imaging.plant.Planted;
import org.medveil.imaging.plant.Planter;
import org.medveil.imaging.score.AnswerKey;
import org.medveil.jobs.tables.HadoopConf;

/** Templates in, planted files and their rows of the answer key out: as many as were planned. */
final class PlantStep {
  private final JavaSparkContext spark;
  private final HadoopConf hadoop;

  PlantStep(JavaSparkContext spark) {
    this.spark = spark;
    this.hadoop = new HadoopConf(spark.hadoopConfiguration());
  }

  /**
   * What was found and made.
   *
   * @param found files in the input folder
   * @param templates of these, that can carry planted values; the others are no DICOM or damaged
   * @param key the answer key
   */
  record Result(int found, int templates, int planted, int requirements, String key) {}

  private record Lines(int number, List<String> lines) implements Serializable {}

  Result run(PlantSettings settings) {
    List<FolderFile> found = FolderFile.list(settings.input(), hadoop.get());
    HadoopConf conf = hadoop;
    List<FolderFile> templates =
        found.isEmpty()
            ? List.of()
            : spark
                .parallelize(found, slices(found.size()))
                .filter(file -> isUsable(file, conf.get()))
                .collect();
    List<Planned> plan =
        Cohort.plan(settings.seed(), settings.patients(), settings.files(), templates.size());
    List<FolderFile> carriers = new ArrayList<>(templates);
    long seed = settings.seed();
    String folder = settings.output() + "/dicom";
    List<Lines> written =
        new ArrayList<>(
            spark
                .parallelize(plan, slices(plan.size()))
                .mapPartitions(
                    part -> plant(part, new Planting(carriers, seed, folder), conf.get()))
                .collect());
    if (written.size() != plan.size()) {
      throw new IllegalStateException("planted " + written.size() + " of " + plan.size());
    }
    written.sort(Comparator.comparingInt(Lines::number));
    StringBuilder key = new StringBuilder(AnswerKey.header());
    int requirements = 0;
    for (Lines file : written) {
      requirements += file.lines().size();
      file.lines().forEach(key::append);
    }
    return new Result(found.size(), templates.size(), written.size(), requirements, key.toString());
  }

  private int slices(int files) {
    return Math.max(1, Math.min(files, spark.defaultParallelism() * 4));
  }

  private record Planting(List<FolderFile> templates, long seed, String folder)
      implements Serializable {}

  private static boolean isUsable(FolderFile file, Configuration hadoop) {
    try {
      Planter.check(file.read(hadoop));
      return true;
    } catch (DicomRejection | IOException e) {
      return false;
    }
  }

  private static Iterator<Lines> plant(
      Iterator<Planned> part, Planting planting, Configuration hadoop) throws IOException {
    List<Lines> out = new ArrayList<>();
    int current = -1;
    byte[] template = null;
    while (part.hasNext()) {
      Planned planned = part.next();
      if (planned.template() != current) {
        template = planting.templates().get(planned.template()).read(hadoop);
        current = planned.template();
      }
      try {
        Planted planted = Planter.plant(template, planting.seed(), planned);
        write(FolderFile.below(planting.folder(), planted.file()), planted.bytes(), hadoop);
        out.add(
            new Lines(
                planned.number(), planted.requirements().stream().map(AnswerKey::line).toList()));
      } catch (DicomRejection e) {
        throw Refusal.tryAgain("a template changed while it was read", "run again");
      }
    }
    return out.iterator();
  }

  private static void write(FolderFile file, byte[] bytes, Configuration hadoop)
      throws IOException {
    Path path = new Path(file.uri());
    FileSystem fs = FileSystem.get(path.toUri(), hadoop);
    fs.setWriteChecksum(false);
    try (OutputStream out = fs.create(path, true)) {
      out.write(bytes);
    }
  }
}
