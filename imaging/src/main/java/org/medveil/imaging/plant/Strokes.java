package org.medveil.imaging.plant;

import java.util.ArrayList;
import java.util.List;

/**
 * Capitals, digits and a few signs as lines on a grid of 4 by 6, so that letters of any size and
 * weight can be drawn without the fonts of the machine. Of each pair of digits the first is the
 * column, the second the row from above; a blank lifts the pen.
 */
final class Strokes {
  static final int WIDTH = 4;
  static final int HEIGHT = 6;

  private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.,:/^'";
  private static final List<String> LINES =
      List.of(
          "062046 1434",
          "000636454433 3303 33424130 3000",
          "4130100105163645",
          "00062644422000",
          "40000646 0333",
          "400006 0333",
          "413010010516364543 4323",
          "0006 4046 0343",
          "1030 2026 1636",
          "4045361605",
          "0006 4003 0346",
          "000646",
          "0600234046",
          "06004640",
          "103041453616050110",
          "06003041423303",
          "103041453616050110 2446",
          "06003041423303 2346",
          "413010010213334445361605",
          "0040 2026",
          "000516364540",
          "002640",
          "0016233640",
          "0046 4006",
          "002340 2326",
          "00400646",
          "103041453616050110 4105",
          "112026 1636",
          "01103041420646",
          "0040224345361605",
          "36300444",
          "4000033344453606",
          "30100105163645443303",
          "004016",
          "103041423313020110 13040516364544 4433",
          "43130201103041453616",
          "1333",
          "2526",
          "2516",
          "2122 2526",
          "0640",
          "112031",
          "2022");

  private Strokes() {}

  /** One straight line on the grid. */
  record Line(int x1, int y1, int x2, int y2) {}

  /** The lines of a sign; none for a blank or a sign that is not here. */
  static List<Line> of(char sign) {
    int index = SIGNS.indexOf(Character.toUpperCase(sign));
    List<Line> lines = new ArrayList<>();
    if (index < 0) {
      return lines;
    }
    for (String stroke : LINES.get(index).split(" ")) {
      for (int at = 0; at + 3 < stroke.length(); at += 2) {
        lines.add(
            new Line(
                stroke.charAt(at) - '0',
                stroke.charAt(at + 1) - '0',
                stroke.charAt(at + 2) - '0',
                stroke.charAt(at + 3) - '0'));
      }
    }
    return lines;
  }
}
