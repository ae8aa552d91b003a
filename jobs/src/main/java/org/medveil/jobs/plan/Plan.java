package org.medveil.jobs.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is foretold.
 *
 * @param stages by verb, in order
 * @param partitions for {@code spark.sql.shuffle.partitions}
 * @param notes what the reader must know about the figures
 */
record Plan(Map<String, Stage> stages, long partitions, List<String> notes) {
  /** So much further than measured is worth a word. */
  private static final double FAR = 10;

  /**
   * One stage.
   *
   * @param executorBytes resident memory of one executor, heap and off-heap together
   */
  record Stage(double seconds, double executorBytes, double shuffledBytes, double storedBytes) {
    Map<String, Object> metrics() {
      Map<String, Object> metrics = new LinkedHashMap<>();
      metrics.put("seconds", Math.ceil(seconds));
      metrics.put("residentBytesPerExecutor", Math.round(executorBytes));
      metrics.put("shuffledBytes", Math.round(shuffledBytes));
      metrics.put("storedBytes", Math.round(storedBytes));
      return metrics;
    }
  }

  static Plan of(long images, Cluster cluster, Optional<Training> training, Constants constants) {
    Map<String, Stage> stages = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    double largestShuffle = 0;
    for (Map.Entry<String, StageCost> measured : constants.stages().entrySet()) {
      StageCost cost = measured.getValue();
      double shuffled = images * cost.shuffledBytes();
      largestShuffle = Math.max(largestShuffle, shuffled);
      stages.put(
          measured.getKey(),
          new Stage(
              cost.seconds(images, cluster.cores()),
              cost.residentBytes(),
              shuffled,
              images * cost.storedBytes()));
      far(measured.getKey(), images, cost.imagesMeasured()).ifPresent(notes::add);
      if (cost.efficiencyOfTwo().isEmpty() && cluster.cores() > 1) {
        notes.add(
            measured.getKey()
                + ": how executors share the work was not measured; taken as perfect");
      }
    }
    training.ifPresent(
        round -> {
          stages.put("train", train(images, cluster, round, constants.training()));
          far("train", images, constants.training().rowsMeasured()).ifPresent(notes::add);
          if (!constants.training().growthMeasured()) {
            notes.add("train: how it grows with the vectors was not measured; taken as not at all");
          }
        });
    if (cluster.cores() > 2) {
      notes.add(
          "measured on 1 and 2 cores: how "
              + cluster.cores()
              + " cores share the work is Amdahl's law, not a measurement");
    }
    if (cluster.coresEach() > 1) {
      notes.add(
          "memory was measured with one core an executor; each further task at a time wants its own"
              + " buffers besides");
    }
    return new Plan(stages, cluster.partitions(largestShuffle), List.copyOf(notes));
  }

  double seconds() {
    return stages.values().stream().mapToDouble(Stage::seconds).sum();
  }

  private static Stage train(long images, Cluster cluster, Training round, TrainingCost cost) {
    double seconds = cost.seconds(images, cluster.cores(), round.steps(), round.samplingRate());
    double vectors = cost.vectorBytes(images, cluster.executors());
    return new Stage(seconds, cost.residentBytes() + vectors, 0, 0);
  }

  private static Optional<String> far(String stage, long images, long measured) {
    return images > FAR * measured
        ? Optional.of(
            String.format(
                java.util.Locale.ROOT,
                "%s: %.0f times the %d images it was measured with",
                stage,
                images / (double) measured,
                measured))
        : Optional.empty();
  }
}
