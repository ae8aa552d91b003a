package org.medveil.jobs.deidentify;

import java.nio.file.Path;
import java.util.List;
import org.medveil.imaging.deidfile.IdPair;

/** The table by which patients are found again, for its owner's eyes only. */
final class Mapping {
  private Mapping() {}

  static void write(Path file, List<Outcome> outcomes) {
    StringBuilder csv = new StringBuilder("id_old,id_new\n");
    outcomes.stream()
        .flatMap(outcome -> outcome.pairs().stream())
        .distinct()
        .map(Mapping::line)
        .sorted()
        .forEach(csv::append);
    OwnerOnly.write(file, csv);
  }

  private static String line(IdPair pair) {
    return cell(pair.before()) + "," + cell(pair.after()) + "\n";
  }

  private static String cell(String text) {
    return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
