package org.medveil.jobs.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medveil.contracts.Refusal;

/**
 * The file of a plot: one SVG, or a page that holds it, with nothing to fetch and no script.
 *
 * @param file ends in .svg, .html or .htm
 */
record Picture(Path file) {
  /** Exit 2 unless the name says which kind. */
  static Picture at(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".svg") && !name.endsWith(".html") && !name.endsWith(".htm")) {
      throw Refusal.usage("a plot is an .svg or an .html file", "got " + file.getFileName());
    }
    return new Picture(file);
  }

  void write(Assessment assessment) {
    List<SvgChart> charts =
        List.of(EpsilonChart.of(assessment.asked()), AttackChart.of(assessment));
    boolean svg = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, svg ? SvgChart.beside(charts) : page(charts, assessment));
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot write " + file, "check space and rights");
    }
  }

  private static String page(List<SvgChart> charts, Assessment assessment) {
    StringBuilder words = new StringBuilder();
    for (String sentence : assessment.sentences()) {
      words.append("<p>").append(SvgChart.escaped(sentence)).append("</p>\n");
    }
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>Privacy account</title>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <style>body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
    svg{width:100%;height:auto}</style></head><body>
    <h1>Privacy account</h1>
    """
        + words
        + SvgChart.beside(charts)
        + "</body></html>\n";
  }
}
