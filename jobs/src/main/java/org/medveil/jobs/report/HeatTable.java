package org.medveil.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.medveil.jobs.audit.AuditChart;

/** A heat map as a table: the numbers can be read, copied and spoken; the colour comes on top. */
final class HeatTable {
  private static final int[] PALE = {243, 247, 250};
  private static final int[] DEEP = {122, 175, 213};

  private HeatTable() {}

  static Html of(AuditChart chart) {
    Set<String> columns = new LinkedHashSet<>();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (AuditChart.Series row : chart.series()) {
      for (AuditChart.Point cell : row.points()) {
        columns.add(cell.category());
        low = Math.min(low, cell.y());
        high = Math.max(high, cell.y());
      }
    }
    List<Html> rows = new ArrayList<>();
    for (AuditChart.Series row : chart.series()) {
      rows.add(row(row, columns, low, high));
    }
    List<String> heads = new ArrayList<>(List.of(chart.x().label()));
    heads.addAll(columns);
    return Html.of(
        "<div class=\"heat\">{}</div>",
        Part.table(chart.title() + " (" + chart.y().label() + ")", heads, rows));
  }

  private static Html row(AuditChart.Series row, Set<String> columns, double low, double high) {
    List<Html> cells = new ArrayList<>();
    for (String column : columns) {
      cells.add(
          row.points().stream()
              .filter(p -> p.category().equals(column))
              .findFirst()
              .map(
                  p ->
                      Html.of(
                          "<td style=\"background:{}\">{}</td>",
                          colour(high > low ? (p.y() - low) / (high - low) : 0),
                          AuditWords.number(p.y())))
              .orElse(Html.of("<td class=\"none\">–</td>")));
    }
    return Html.of("<tr><th scope=\"row\">{}</th>{}</tr>", row.name(), cells);
  }

  private static String colour(double share) {
    int[] mixed = new int[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = (int) Math.round(PALE[i] + share * (DEEP[i] - PALE[i]));
    }
    return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
  }
}
