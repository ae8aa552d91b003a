package org.medveil.imaging.score;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as in RFC 4180; line breaks may stand within quotes. */
public final class Csv {
  private Csv() {}

  /** One line, ended by a line feed. */
  public static String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      line.append(i == 0 ? "" : ",").append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
    return line.append('\n').toString();
  }

  /**
   * All lines; empty ones are left out.
   *
   * @throws IllegalArgumentException when a quote is never closed
   */
  public static List<List<String>> parse(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        end(lines, cells, cell);
        cells = new ArrayList<>();
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is never closed");
    }
    end(lines, cells, cell);
    return lines;
  }

  private static void end(List<List<String>> lines, List<String> cells, StringBuilder cell) {
    if (!cells.isEmpty() || !cell.isEmpty()) {
      cells.add(cell.toString());
      lines.add(List.copyOf(cells));
    }
    cell.setLength(0);
  }
}
