package org.medveil.jobs.audit;

import java.util.List;
import java.util.Objects;

/**
 * A chart of the document.
 *
 * <p>{@code LINE}: numbers against numbers; a point with ends has a band. {@code BAR} and {@code
 * INTERVAL}: a value per category, drawn with its ends if it has some. {@code HEAT}: one row per
 * series, one cell per category.
 *
 * @param title one line
 * @param kind how it is drawn
 * @param x the axis across
 * @param y the axis up; of a heat map, what the colour means
 * @param series at least one, each with at least one point
 */
public record AuditChart(String title, Kind kind, Axis x, Axis y, List<Series> series) {
  /** How a chart is drawn. */
  public enum Kind {
    LINE,
    BAR,
    INTERVAL,
    HEAT
  }

  /**
   * An axis.
   *
   * @param label what it shows, with its unit
   * @param logarithmic all its values must be above 0
   */
  public record Axis(String label, boolean logarithmic) {
    public Axis {
      Texts.line(label);
    }

    /** With even steps. */
    public static Axis of(String label) {
      return new Axis(label, false);
    }

    /** With a logarithmic scale. */
    public static Axis log(String label) {
      return new Axis(label, true);
    }
  }

  /**
   * A line, a set of bars, or a row of a heat map.
   *
   * @param name its line in the legend
   * @param reference drawn dashed and pale: chance, a bound, an identity line
   */
  public record Series(String name, boolean reference, List<Point> points) {
    public Series {
      Texts.line(name);
      points = List.copyOf(points);
      if (points.isEmpty()) {
        throw new IllegalArgumentException("a series without points: " + name);
      }
    }

    /** Something measured. */
    public static Series of(String name, List<Point> points) {
      return new Series(name, false, points);
    }

    /** Something to compare with. */
    public static Series reference(String name, List<Point> points) {
      return new Series(name, true, points);
    }
  }

  /**
   * One point.
   *
   * @param category of bars, intervals and heat maps; null for lines
   * @param x of lines; 0 otherwise
   * @param y the value
   * @param low lower end of its interval, or null
   * @param high upper end, or null
   */
  public record Point(String category, double x, double y, Double low, Double high) {
    public Point {
      if (category != null) {
        Texts.line(category);
      }
      boolean paired = (low == null) == (high == null);
      boolean finite = Double.isFinite(x) && Double.isFinite(y);
      if (!paired || !finite || (low != null && !(low <= high && finite(low) && finite(high)))) {
        throw new IllegalArgumentException("not a point of a chart");
      }
    }

    /** Of a line. */
    public static Point at(double x, double y) {
      return new Point(null, x, y, null, null);
    }

    /** Of bars, intervals or a heat map. */
    public static Point at(String category, double y) {
      return new Point(Objects.requireNonNull(category), 0, y, null, null);
    }

    /** With an interval. */
    public Point between(double lowEnd, double highEnd) {
      return new Point(category, x, y, lowEnd, highEnd);
    }

    private static boolean finite(double number) {
      return Double.isFinite(number);
    }
  }

  public AuditChart {
    Texts.line(title);
    Objects.requireNonNull(kind);
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw new IllegalArgumentException("a chart without series: " + title);
    }
    for (Series one : series) {
      for (Point point : one.points()) {
        boolean suits = (point.category() == null) == (kind == Kind.LINE);
        boolean drawable =
            (!x.logarithmic() || point.x() > 0)
                && (!y.logarithmic()
                    || (point.y() > 0 && (point.low() == null || point.low() > 0)));
        if (!suits || !drawable || (x.logarithmic() && kind != Kind.LINE)) {
          throw new IllegalArgumentException("a point that does not suit the chart " + title);
        }
      }
    }
  }
}
