package org.medveil.jobs.deidentify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.medveil.contracts.Refusal;
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
    try {
      Files.deleteIfExists(file);
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(file, csv, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Refusal.tryAgain("the mapping cannot be written: " + file, "check folder and rights");
    }
  }

  private static String line(IdPair pair) {
    return cell(pair.before()) + "," + cell(pair.after()) + "\n";
  }

  private static String cell(String text) {
    return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
