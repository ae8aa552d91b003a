package org.medveil.imaging.plant;

import java.text.Normalizer;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medveil.imaging.score.Action;
import org.medveil.imaging.score.Category;
import org.medveil.imaging.score.GlyphBox;
import org.medveil.imaging.score.Requirement;
import org.medveil.imaging.score.Scope;

/**
 * Writes names, numbers and dates into pictures, as devices and scanners of paper do, and a
 * laterality marker that is no one's identity and must stay.
 */
final class Burner {
  /** Of the pictures that can carry text; the others stay clean and must be left alone. */
  private static final int SHARE = 30;

  private static final int MARGIN = 4;

  private Burner() {}

  /** Draws if chance wants it, and requires what follows. */
  static Optional<byte[]> burn(Sheet sheet, Visit visit, Optional<Raster> raster) {
    boolean wanted = visit.series().at("burn").percent(SHARE);
    if (wanted && raster.isPresent()) {
      lines(sheet, visit, raster.get());
    }
    boolean marked = raster.isPresent() && visit.series().at("marker").percent(SHARE);
    if (marked) {
      marker(sheet, visit, raster.get());
    }
    sheet.add(pixels(Action.PIXELS_RETAINED, "", "", Category.TCIA));
    return wanted || marked ? raster.map(Raster::samples) : Optional.empty();
  }

  private static void lines(Sheet sheet, Visit visit, Raster raster) {
    Chance chance = visit.series().at("device");
    Face face = chance.at("face").pick(List.of(Face.values()));
    int room = Math.max(7, Math.min(raster.rows(), raster.columns()) / 24);
    int height = Math.max(7, room * chance.at("size").between(70, 130) / 100);
    boolean below = chance.at("below").percent(30);
    List<String> texts =
        List.of(
            plain(visit.patient().latinFamily() + ", " + visit.patient().latinGiven()),
            plain(visit.patient().id()),
            Visit.written(visit.day(), chance.at("form")).toUpperCase(Locale.ROOT));
    int y = below ? raster.rows() - MARGIN - height : MARGIN;
    for (String text : texts) {
      Face.Image image = fitting(face, text, height, raster.columns() - 2 * MARGIN);
      for (int frame = 0; frame < raster.frames(); frame++) {
        GlyphBox box = draw(raster, frame, image, new int[] {MARGIN, y});
        sheet.add(pixels(Action.PIXELS_HIDDEN, text, box.text(), Category.HIPAA));
      }
      y += (below ? -1 : 1) * (height + Math.max(2, height / 3));
    }
  }

  /** Cut to the width there is, as devices do. */
  private static Face.Image fitting(Face face, String text, int height, int width) {
    for (int length = text.length(); length > 3; length--) {
      Face.Image image = face.draw(text.substring(0, length), height);
      if (image.width() <= width) {
        return image;
      }
    }
    return face.draw(text.substring(0, 3), 7);
  }

  private static void marker(Sheet sheet, Visit visit, Raster raster) {
    String side = visit.series().at("side").pick(List.of("L", "R"));
    int height = Math.max(10, raster.rows() / 14);
    Face.Image image = Face.BOLD.draw(side, height);
    int[] corner = {raster.columns() - image.width() - 8, raster.rows() / 2};
    for (int frame = 0; frame < raster.frames(); frame++) {
      GlyphBox box = draw(raster, frame, image, corner);
      sheet.add(pixels(Action.PIXELS_RETAINED, side, box.text(), Category.TCIA));
    }
  }

  private static GlyphBox draw(Raster raster, int frame, Face.Image image, int[] corner) {
    int[] box = {corner[0], corner[1], image.width(), image.height()};
    int[] range = raster.range(frame);
    // Bright on dark and dark on bright; the brightest there is still lies within what is stored.
    boolean dark = raster.mean(frame, box) > (range[0] + range[1]) / 2.0;
    BitSet ink = image.ink();
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        if (image.isInk(column, row)) {
          raster.paint(frame, corner[1] + row, corner[0] + column, dark ? range[0] : range[1]);
        }
      }
    }
    return new GlyphBox(frame, corner[0], corner[1], image.width(), image.height(), ink);
  }

  private static Sheet.Row pixels(Action action, String value, String text, Category category) {
    return new Sheet.Row(Scope.PIXELS, Requirement.PIXELS, value, action, text, category);
  }

  /** Capitals without accents: what a device's font has. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT);
  }
}
