package org.medveil.jobs.account;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.medveil.contracts.Refusal;
import org.medveil.dp.EpsilonBracket;
import org.medveil.dp.NeighbourRelation;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.RdpAccountant;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.jobs.cli.Progress;

/**
 * A CSV file of runs. Read whole before anything is computed, so that a bad row costs no time and
 * leaves no half of an answer.
 *
 * @param header as it stands in the file
 * @param rows in order
 */
record SettingsFile(String header, List<Row> rows) {
  private static final List<String> COLUMNS =
      List.of("noise_multiplier", "sampling_rate", "steps", "delta");
  private static final String ADDED = "epsilon_pld,epsilon_pld_optimistic,epsilon_rdp,seconds";

  /** One run, and its line as it stands in the file. */
  record Row(String line, SubsampledGaussian run, double delta) {}

  SettingsFile {
    rows = List.copyOf(rows);
  }

  /** Exit 65 with the line number unless every row is a run. */
  static SettingsFile read(Path file) {
    List<String> lines = lines(file);
    List<String> header = cells(lines.isEmpty() ? "" : lines.get(0));
    if (header.size() != COLUMNS.size() || !Set.copyOf(header).equals(Set.copyOf(COLUMNS))) {
      throw Refusal.badData(
          "line 1 of the settings is not a header of the four columns",
          "columns: " + String.join(",", COLUMNS));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(row(lines.get(i), header, i + 1));
    }
    return new SettingsFile(lines.get(0).strip(), rows);
  }

  private static List<String> lines(Path file) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
        lines.remove(lines.size() - 1);
      }
      return lines;
    } catch (java.nio.charset.CharacterCodingException e) {
      throw Refusal.badData("the settings are not UTF-8 text", "save them as CSV in UTF-8");
    } catch (IOException e) {
      throw Refusal.usage("the settings cannot be read: " + file, "check path and rights");
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private static Row row(String line, List<String> header, int number) {
    List<String> cells = cells(line);
    if (cells.size() != header.size()) {
      throw Refusal.badData(
          "line " + number + " of the settings has " + cells.size() + " cells",
          "it needs " + header.size());
    }
    Function<String, BigDecimal> cell = column -> new BigDecimal(cells.get(header.indexOf(column)));
    try {
      SubsampledGaussian run =
          new SubsampledGaussian(
              cell.apply("sampling_rate").doubleValue(),
              cell.apply("noise_multiplier").doubleValue(),
              cell.apply("steps").intValueExact());
      double delta = cell.apply("delta").doubleValue();
      new Composition(List.of(run), delta, NeighbourRelation.ADD_REMOVE);
      return new Row(line.strip(), run, delta);
    } catch (Refusal refusal) {
      throw Refusal.badData(
          "line " + number + " of the settings: " + refusal.getMessage(), refusal.hint());
    } catch (ArithmeticException e) {
      throw notANumber(number, "steps must be a whole number");
    } catch (NumberFormatException e) {
      throw notANumber(number, "every cell must be a number");
    }
  }

  private static Refusal notANumber(int number, String why) {
    return Refusal.badData("line " + number + " of the settings: " + why, "write 0.5 or 1e-5");
  }

  /** Computes and writes all rows; returns how many. */
  int write(Path out, NeighbourRelation relation, Progress progress) {
    List<String> lines = new ArrayList<>();
    lines.add(header + "," + ADDED);
    for (Row row : rows) {
      lines.add(row.line() + "," + computed(row, relation));
      progress.count("settings", lines.size() - 1, rows.size());
    }
    try {
      Path folder = out.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path draft = folder.resolve(out.getFileName() + ".tmp");
      Files.write(draft, lines);
      Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return rows.size();
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot write " + out, "check space and rights");
    }
  }

  /** {@code seconds} is the time of the two-sided PLD answer alone. */
  private static String computed(Row row, NeighbourRelation relation) {
    long start = System.nanoTime();
    EpsilonBracket pld = new PldAccountant(relation).bracket(List.of(row.run()), row.delta());
    double seconds = (System.nanoTime() - start) / 1e9;
    double rdp = new RdpAccountant(relation).epsilon(List.of(row.run()), row.delta());
    return pld.pessimistic()
        + ","
        + pld.optimistic()
        + ","
        + rdp
        + ","
        + String.format(Locale.ROOT, "%.4f", seconds);
  }
}
