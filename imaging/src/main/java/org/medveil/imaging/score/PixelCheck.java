package org.medveil.imaging.score;

import java.util.List;
import java.util.Optional;

/** Boxes with glyphs are unreadable, and the picture is untouched away from them. */
final class PixelCheck {
  private static final int LEAST_MARGIN = 8;

  private final List<GlyphBox> boxes;
  private final Subject original;
  private final Subject result;

  PixelCheck(List<Requirement> rows, Subject original, Subject result) {
    this.boxes =
        rows.stream()
            .filter(row -> row.action() == Action.PIXELS_HIDDEN)
            .map(row -> GlyphBox.parse(row.actionText()))
            .toList();
    this.original = original;
    this.result = result;
  }

  Finding finding(Requirement row) {
    if (row.action() == Action.PIXELS_HIDDEN) {
      return result
          .picture()
          .map(
              picture ->
                  Finding.when(
                      Visibility.hidden(picture, GlyphBox.parse(row.actionText())),
                      "the glyphs can be made out"))
          .orElse(Finding.failed("the picture cannot be decoded"));
    }
    if (row.actionText().isEmpty()) {
      return everywhereElse();
    }
    return within(GlyphBox.parse(row.actionText()));
  }

  private Finding within(GlyphBox box) {
    Optional<Picture> before = original.picture();
    Optional<Picture> after = result.picture();
    if (before.isEmpty() || after.isEmpty() || !after.get().hasShapeOf(before.get())) {
      return Finding.failed("the picture cannot be compared");
    }
    for (int row = box.y(); row < box.y() + box.height(); row++) {
      for (int column = box.x(); column < box.x() + box.width(); column++) {
        if (differ(before.get(), after.get(), new Pixel(box.frame(), row, column))) {
          return Finding.failed("pixels to be kept have changed");
        }
      }
    }
    return Finding.PASSED;
  }

  private Finding everywhereElse() {
    if (boxes.isEmpty() && original.hasBytesOf(result)) {
      return Finding.PASSED;
    }
    if (original.picture().isEmpty() || result.picture().isEmpty()) {
      return Finding.failed("the picture cannot be compared");
    }
    Picture before = original.picture().get();
    Picture after = result.picture().get();
    if (!after.hasShapeOf(before)) {
      return Finding.failed("the picture has another shape");
    }
    for (int frame = 0; frame < before.frames(); frame++) {
      for (int row = 0; row < before.rows(); row++) {
        for (int column = 0; column < before.columns(); column++) {
          Pixel pixel = new Pixel(frame, row, column);
          if (differ(before, after, pixel) && !nearText(pixel)) {
            return Finding.failed("pixels away from the text have changed");
          }
        }
      }
    }
    return Finding.PASSED;
  }

  private record Pixel(int frame, int row, int column) {}

  private static boolean differ(Picture before, Picture after, Pixel at) {
    for (int channel = 0; channel < before.channels(); channel++) {
      if (before.sample(at.frame(), at.row(), at.column(), channel)
          != after.sample(at.frame(), at.row(), at.column(), channel)) {
        return true;
      }
    }
    return false;
  }

  /** A cover may be as much larger than the text on each side as the text is high. */
  private boolean nearText(Pixel at) {
    return boxes.stream()
        .anyMatch(
            box ->
                box.covers(
                    at.frame(), at.column(), at.row(), Math.max(LEAST_MARGIN, box.height())));
  }
}
