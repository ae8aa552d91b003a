package org.medveil.imaging.burnedin;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An image with one line of writing on it, drawn with fonts of the machine.
 *
 * @param plane with the writing
 * @param ink which pixels are ink
 * @param size font size, pixels
 * @param contrast ink above or below the median of its place, in parts of the image's range
 * @param turns quarter turns, 0–3
 * @param text what is written
 */
record WrittenImage(
    GreyPlane plane, boolean[] ink, int size, double contrast, int turns, String text) {
  static final List<Integer> SIZES = List.of(8, 10, 12, 16, 24, 36, 56);
  static final List<Double> CONTRASTS = List.of(0.06, 0.1, 0.2, 0.4, 0.8);

  private static final int ROOM = 1100;
  private static final List<String> FONTS =
      List.of(Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED, "DejaVu Sans Condensed");
  private static final List<String> TEXTS =
      List.of(
          "ROSSI^ANNA",
          "Kowalski, Jan",
          "23.11.1964",
          "2019-05-07",
          "PID 5520917",
          "Nr. 88213046",
          "Ospedale Inventato",
          "QX7731025",
          "Dr. Novak",
          "08:15:59",
          "M 047Y",
          "Lindqvist",
          "NAME: T. OKAFOR",
          "Li Na",
          "C-90218");

  /** Null where the writing does not fit. */
  static WrittenImage draw(GreyPlane background, SplittableRandom random) {
    int size = SIZES.get(random.nextInt(SIZES.size()));
    double contrast = CONTRASTS.get(random.nextInt(CONTRASTS.size()));
    int turns = random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(3);
    Stamp stamp = Stamp.of(random, size, turns);
    if (stamp.width() > background.width() - 4 || stamp.height() > background.height() - 4) {
      return null;
    }
    int x0 = random.nextInt(background.width() - stamp.width());
    int y0 = random.nextInt(background.height() - stamp.height());
    return blend(background, stamp, new int[] {x0, y0, size, turns}, contrast);
  }

  private static WrittenImage blend(GreyPlane plane, Stamp stamp, int[] at, double contrast) {
    int[] values = plane.raw().clone();
    boolean[] ink = new boolean[values.length];
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (0.005 * sorted.length)];
    double high = sorted[(int) (0.995 * sorted.length)];
    double here = median(plane, stamp, at);
    double colour = here + (here > (low + high) / 2 ? -1 : 1) * contrast * Math.max(20, high - low);
    for (int y = 0; y < stamp.height(); y++) {
      for (int x = 0; x < stamp.width(); x++) {
        double alpha = stamp.alpha()[y * stamp.width() + x] / 255.0;
        int i = (at[1] + y) * plane.width() + at[0] + x;
        values[i] = (int) Math.round(values[i] * (1 - alpha) + colour * alpha);
        ink[i] = alpha > 0.3;
      }
    }
    return new WrittenImage(
        new GreyPlane(plane.width(), plane.height(), values),
        ink,
        at[2],
        contrast,
        at[3],
        stamp.text());
  }

  private static double median(GreyPlane plane, Stamp stamp, int[] at) {
    int[] place = new int[stamp.width() * stamp.height()];
    for (int i = 0; i < place.length; i++) {
      place[i] = plane.at(at[0] + i % stamp.width(), at[1] + i / stamp.width());
    }
    Arrays.sort(place);
    return place[place.length / 2];
  }

  /** Share of ink under the boxes, 0–1. */
  double hidden(List<Box> boxes) {
    int all = 0;
    int under = 0;
    for (int i = 0; i < ink.length; i++) {
      if (ink[i]) {
        Box pixel = new Box(i % plane.width(), i / plane.width(), 1, 1);
        all++;
        under += boxes.stream().anyMatch(box -> box.contains(pixel)) ? 1 : 0;
      }
    }
    return (double) under / all;
  }

  /** Writing cut out of its sheet. */
  private record Stamp(int width, int height, int[] alpha, String text) {
    static Stamp of(SplittableRandom random, int size, int turns) {
      BufferedImage sheet = new BufferedImage(ROOM, 130, BufferedImage.TYPE_BYTE_GRAY);
      Graphics2D pen = sheet.createGraphics();
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING,
          random.nextInt(3) > 0
              ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON
              : RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
      int style = random.nextInt(3) == 0 ? Font.BOLD : Font.PLAIN;
      pen.setFont(new Font(FONTS.get(random.nextInt(FONTS.size())), style, size));
      pen.setColor(Color.WHITE);
      String text = TEXTS.get(random.nextInt(TEXTS.size()));
      pen.drawString(text, 4, 90);
      pen.dispose();
      Stamp stamp = cut(sheet, text);
      for (int i = 0; i < turns; i++) {
        stamp = stamp.turned();
      }
      return stamp;
    }

    private static Stamp cut(BufferedImage sheet, String text) {
      Box box = null;
      for (int i = 0; i < sheet.getWidth() * sheet.getHeight(); i++) {
        int x = i % sheet.getWidth();
        int y = i / sheet.getWidth();
        if (sheet.getRaster().getSample(x, y, 0) > 0) {
          Box pixel = new Box(x, y, 1, 1);
          box = box == null ? pixel : box.joined(pixel);
        }
      }
      int[] alpha = new int[box.width() * box.height()];
      sheet.getRaster().getSamples(box.x(), box.y(), box.width(), box.height(), 0, alpha);
      return new Stamp(box.width(), box.height(), alpha, text);
    }

    private Stamp turned() {
      int[] out = new int[alpha.length];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          out[x * height + height - 1 - y] = alpha[y * width + x];
        }
      }
      return new Stamp(height, width, out, text);
    }
  }
}
