package org.medveil.imaging.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.plant.Cohort;
import org.medveil.imaging.plant.Planned;
import org.medveil.imaging.plant.Planted;
import org.medveil.imaging.plant.Planter;

/** A planted folder in memory, and how de-identifiers score on it. */
record PlantedFolder(List<Planted> files) {
  static PlantedFolder of(List<byte[]> templates, int patients, int files) {
    List<Planted> planted = new ArrayList<>();
    try {
      for (Planned one : Cohort.plan(42, patients, files, templates.size())) {
        planted.add(Planter.plant(templates.get(one.template()), 42, one));
      }
    } catch (DicomRejection e) {
      throw new IllegalStateException(e);
    }
    return new PlantedFolder(planted);
  }

  /** What the referee says of each file. */
  List<Referee.FileReport> reports(Function<Planted, Referee.Source> deidentifier) {
    List<Referee.FileReport> reports = new ArrayList<>();
    try {
      for (Planted file : files) {
        Referee.Source original = new Referee.Source(file.file(), file.bytes());
        reports.add(Referee.score(file.requirements(), original, deidentifier.apply(file)));
      }
    } catch (DicomRejection e) {
      throw new IllegalStateException(e);
    }
    return reports;
  }

  Score score(Function<Planted, Referee.Source> deidentifier) {
    return Score.of(
        reports(deidentifier).stream().flatMap(report -> report.verdicts().stream()).toList(),
        IdMapping.none());
  }

  /** Failures by path and action, without the files. */
  static Map<String, Long> failures(Score score) {
    Map<String, Long> counts = new TreeMap<>();
    score
        .failures()
        .forEach(
            verdict ->
                counts.merge(
                    verdict.requirement().path()
                        + " "
                        + verdict.requirement().action().word()
                        + ": "
                        + verdict.reason(),
                    1L,
                    Long::sum));
    return counts;
  }
}
