package org.medveil.imaging.score;

/** Which paths and texts go with which action. */
final class Place {
  private Place() {}

  static boolean isKnown(Requirement row) {
    return switch (row.action()) {
      case PIXELS_HIDDEN -> row.path().equals(Requirement.PIXELS) && isBox(row.actionText());
      case PIXELS_RETAINED ->
          row.path().equals(Requirement.PIXELS)
              && (row.actionText().isEmpty() || isBox(row.actionText()));
      case TEXT_REMOVED ->
          !row.actionText().isEmpty()
              && (row.path().equals(Requirement.FILE_NAME) || isElement(row.path()));
      case TEXT_RETAINED -> !row.actionText().isEmpty() && isElement(row.path());
      default -> isElement(row.path());
    };
  }

  private static boolean isElement(String path) {
    try {
      ElementPath.parse(path);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isBox(String text) {
    try {
      GlyphBox.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
