package org.medveil.jobs.deidentify;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.tables.Locations;

/**
 * What {@code deidentify} is asked to do with a folder.
 *
 * @param input folder URI of DICOM files and archives
 * @param output folder URI
 * @param keys folder of the site's keys
 * @param rules what is to be done to a file
 * @param extras what is written beside the files
 */
record DeidentifySettings(String input, String output, Path keys, Rulebook rules, Extras extras) {
  DeidentifySettings {
    Objects.requireNonNull(keys);
    String from = Locations.absolute(input) + "/";
    String to = Locations.absolute(output) + "/";
    if (to.startsWith(from) || from.startsWith(to)) {
      throw Refusal.usage(
          "--input and --output lie inside one another", "choose an output folder elsewhere");
    }
  }

  /**
   * Written only when asked for.
   *
   * @param mapping identifiers before and after, CSV
   * @param report HTML page
   * @param showValues the page shows the patients' values and pictures
   */
  record Extras(Optional<Path> mapping, Optional<Path> report, boolean showValues) {
    Extras {
      if (report.filter(file -> !file.toString().endsWith(".html")).isPresent()) {
        throw Refusal.usage("--report does not end in .html", "name it so");
      }
      if (showValues && report.isEmpty()) {
        throw Refusal.usage(
            "--show-values shows nothing without --report or --explain", "leave it out");
      }
    }
  }
}
