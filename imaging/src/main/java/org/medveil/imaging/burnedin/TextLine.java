package org.medveil.imaging.burnedin;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a row of pieces measures, and how much it looks like writing: letters stand on one line, are
 * drawn with one pen in one brightness, and alternate ink and gap at a pace that depends on their
 * height alone.
 *
 * @param box around all pieces
 * @param pieces connected pieces of ink
 * @param height of a tall letter, pixels
 * @param ink brightness of the ink, stored units
 * @param contrast mean contrast, stored units
 * @param score above zero is more like writing than not; see {@link #of}
 */
record TextLine(Box box, int pieces, double height, int ink, double contrast, double score) {

  /**
   * The score is a weighted sum of twelve measures. The weights were fitted (logistic regression)
   * to lines of synthetic writing on public images and to what the same images hold without it;
   * docs/burned-in-text.md says which, and how it did on images the weights had not seen.
   *
   * @param surroundings mean contrast around the line, stored units
   * @param floor least contrast that counts as ink
   */
  static TextLine of(List<Piece> line, double surroundings, double floor) {
    double[] heights = sorted(line, Piece::height);
    double height = heights[(int) (0.7 * heights.length)];
    double slack = slack(height);
    double feet = onOneLine(sorted(line, p -> p.bottom), slack);
    double heads = onOneLine(sorted(line, p -> p.top), slack);
    double area = line.stream().mapToDouble(p -> p.area).sum();
    double runs = line.stream().mapToDouble(p -> p.runs).sum();
    Box box = line.stream().map(Piece::box).reduce(Box::joined).orElseThrow();
    double contrast = mean(line, Piece::contrast);
    double[] inks = sorted(line, p -> p.ink);
    double fade = (inks[(int) (0.9 * (inks.length - 1))] - inks[(inks.length - 1) / 10]) / contrast;
    double score =
        -7.79
            + 0.197 * Math.min(line.size(), 12)
            - 17.12 / line.size()
            - 4.83 / height
            + 3.84 * Math.max(feet, heads)
            + 3.22 * Math.min(feet, heads)
            + 2.26 * near(heights, height, slack)
            - 1.57 * Math.abs(mean(line, Piece::stroke) / height - 0.27)
            - 2.76 * Math.abs(area / ((double) box.width() * box.height()) - 0.38)
            - 2.17 * Math.abs(runs / box.width() - 1.6)
            - 0.56 * Math.min(fade, 2)
            + 3.28 * Math.min(Math.log(Math.max(1, contrast / Math.max(0.1, surroundings))), 3)
            + 0.39 * Math.log(contrast / floor);
    return new TextLine(box, line.size(), height, (int) inks[inks.length / 2], contrast, score);
  }

  /** The pieces that share line and ink with most others: letters without the noise among them. */
  static List<Piece> core(List<Piece> line) {
    double foot = median(line, p -> p.bottom);
    double head = median(line, p -> p.top);
    double ink = median(line, p -> p.ink);
    double contrast = median(line, Piece::contrast);
    double slack = slack(median(line, Piece::height));
    return line.stream()
        .filter(p -> Math.abs(p.bottom - foot) <= slack || Math.abs(p.top - head) <= slack)
        .filter(p -> Math.abs(p.ink - ink) <= 0.35 * contrast + 2)
        .toList();
  }

  /**
   * How it is written.
   *
   * @param scale orientation, sign, and in its height the pixels of the whole image in one of here
   */
  Hand hand(Hand scale) {
    return new Hand(scale.turned(), scale.sign(), height * scale.height(), ink, contrast);
  }

  /**
   * Whether the ink is the ground: these are the gaps in and between letters of the other sign.
   * Then what lies above and below the line is nearer to them than to the letters.
   */
  boolean isGround(GreyPlane plane, int sign) {
    double between = ink - sign * contrast / 2;
    int alike = 0;
    int all = 0;
    for (int y : new int[] {box.y() - 2, box.y() - 1, box.bottom(), box.bottom() + 1}) {
      for (int x = box.x(); y >= 0 && y < plane.height() && x < box.right(); x++) {
        alike += sign * (plane.at(x, y) - between) > 0 ? 1 : 0;
        all++;
      }
    }
    return 2 * alike > all;
  }

  private static double slack(double height) {
    return Math.max(1, 0.1 * height);
  }

  private static double onOneLine(double[] edges, double slack) {
    return near(edges, edges[edges.length / 2], slack);
  }

  private static double[] sorted(List<Piece> line, ToDoubleFunction<Piece> what) {
    double[] values = line.stream().mapToDouble(what).toArray();
    Arrays.sort(values);
    return values;
  }

  private static double median(List<Piece> line, ToDoubleFunction<Piece> what) {
    return sorted(line, what)[line.size() / 2];
  }

  private static double near(double[] values, double target, double slack) {
    return Arrays.stream(values).filter(v -> Math.abs(v - target) <= slack).count()
        / (double) values.length;
  }

  private static double mean(List<Piece> line, ToDoubleFunction<Piece> what) {
    return line.stream().mapToDouble(what).average().orElseThrow();
  }
}
