package org.medveil.jobs.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A line chart as SVG text.
 *
 * @param title in words, also for a screen reader
 * @param x first number of each point
 * @param y second number; starts at 0
 * @param series at least one, each with a finite point
 */
record SvgChart(String title, Axis x, Axis y, List<Series> series) {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 360;
  private static final int LEFT = 60;
  private static final int RIGHT = 445;
  private static final int TOP = 64;
  private static final int BOTTOM = 310;
  private static final String[] COLOURS = {"#0b5cad", "#8a5a00", "#3d7a35"};

  /** A labelled axis. */
  record Axis(String label, boolean logarithmic) {
    double at(double value) {
      return logarithmic ? Math.log10(value) : value;
    }
  }

  /** A line; points that are not finite are left out. */
  record Series(String name, boolean dashed, List<double[]> points) {
    Series {
      points = points.stream().filter(p -> Double.isFinite(p[0]) && Double.isFinite(p[1])).toList();
    }
  }

  private record Span(double low, double high) {
    double share(double value) {
      return high > low ? (value - low) / (high - low) : 0.5;
    }
  }

  /** Charts side by side in one SVG. */
  static String beside(List<SvgChart> charts) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"system-ui,sans-serif\" font-size=\"12\">%n",
            WIDTH * charts.size(),
            HEIGHT));
    for (int i = 0; i < charts.size(); i++) {
      out.append(String.format(Locale.ROOT, "<g transform=\"translate(%d 0)\">%n", WIDTH * i));
      charts.get(i).draw(out);
      out.append("</g>\n");
    }
    return out.append("</svg>\n").toString();
  }

  private void draw(StringBuilder out) {
    Span across = span(p -> x.at(p[0]), !x.logarithmic());
    Span up = span(p -> y.at(p[1]), true);
    out.append("<title>").append(escaped(title)).append("</title>\n");
    List<String> lines = wrapped(title);
    for (int i = 0; i < lines.size(); i++) {
      text(out, lines.get(i), new double[] {LEFT, 16 + 15 * i}, "start");
    }
    for (double tick : ticks(x, across)) {
      double at = LEFT + across.share(x.at(tick)) * (RIGHT - LEFT);
      line(out, new double[] {at, TOP, at, BOTTOM}, "#ddd");
      text(out, number(tick), new double[] {at, BOTTOM + 16}, "middle");
    }
    for (double tick : ticks(y, up)) {
      double at = BOTTOM - up.share(y.at(tick)) * (BOTTOM - TOP);
      line(out, new double[] {LEFT, at, RIGHT, at}, "#ddd");
      text(out, number(tick), new double[] {LEFT - 6, at + 4}, "end");
    }
    text(out, x.label(), new double[] {(LEFT + RIGHT) / 2.0, BOTTOM + 36}, "middle");
    text(out, y.label(), new double[] {LEFT, TOP - 6}, "start");
    for (int i = 0; i < series.size(); i++) {
      draw(out, i, new Span[] {across, up});
    }
  }

  private void draw(StringBuilder out, int index, Span[] spans) {
    Series one = series.get(index);
    String colour = COLOURS[index % COLOURS.length];
    StringBuilder points = new StringBuilder();
    for (double[] p : one.points()) {
      points.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              LEFT + spans[0].share(x.at(p[0])) * (RIGHT - LEFT),
              BOTTOM - spans[1].share(y.at(p[1])) * (BOTTOM - TOP)));
    }
    String dash = one.dashed() ? " stroke-dasharray=\"5 4\"" : "";
    out.append(
        String.format(
            Locale.ROOT,
            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s points=\"%s\"/>%n",
            colour,
            dash,
            points.toString().strip()));
    double legend = TOP + 16 + 16 * index;
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%d\" y1=\"%.0f\" x2=\"%d\" y2=\"%.0f\" stroke=\"%s\""
                + " stroke-width=\"2\"%s/>%n",
            LEFT + 10,
            legend - 4,
            LEFT + 34,
            legend - 4,
            colour,
            dash));
    text(out, one.name(), new double[] {LEFT + 40, legend}, "start");
  }

  private Span span(ToDoubleFunction<double[]> coordinate, boolean fromZero) {
    double low = fromZero ? 0 : Double.POSITIVE_INFINITY;
    double high = fromZero ? 0 : Double.NEGATIVE_INFINITY;
    for (Series one : series) {
      for (double[] point : one.points()) {
        low = Math.min(low, coordinate.applyAsDouble(point));
        high = Math.max(high, coordinate.applyAsDouble(point));
      }
    }
    return new Span(low, high);
  }

  /** Powers of ten, or about five round numbers. */
  private static List<Double> ticks(Axis axis, Span span) {
    List<Double> ticks = new ArrayList<>();
    if (axis.logarithmic()) {
      for (double power = Math.ceil(span.low() - 1e-9); power <= span.high() + 1e-9; power++) {
        ticks.add(Math.pow(10, power));
      }
      return ticks;
    }
    double rough = Math.max(span.high() - span.low(), 1e-12) / 5;
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = rough > 5 * decade ? 10 * decade : rough > 2 * decade ? 5 * decade : 2 * decade;
    for (int i = 0; span.low() + i * step <= span.high() * (1 + 1e-9); i++) {
      ticks.add(span.low() + i * step);
    }
    return ticks;
  }

  private static String number(double value) {
    if (value != 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)) {
      return String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e-").replace("e+0", "e");
    }
    return java.math.BigDecimal.valueOf(value)
        .round(new java.math.MathContext(4))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static List<String> wrapped(String words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ")) {
      if (line.length() + word.length() > 58) {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().strip());
    return lines;
  }

  private static void line(StringBuilder out, double[] ends, String colour) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
            ends[0],
            ends[1],
            ends[2],
            ends[3],
            colour));
  }

  private static void text(StringBuilder out, String words, double[] at, String anchor) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            at[0],
            at[1],
            anchor,
            escaped(words)));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
