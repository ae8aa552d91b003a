package org.medveil.imaging.score;

import java.util.Base64;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rectangle of one frame and which of its pixels are ink. The glyphs travel in the answer key, so
 * that the referee needs no fonts.
 *
 * @param frame from 0
 * @param x column of the left edge, from 0
 * @param y row of the upper edge, from 0
 * @param ink row by row, bit {@code row * width + column}
 */
public record GlyphBox(int frame, int x, int y, int width, int height, BitSet ink) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,6}):(\\d{1,6}),(\\d{1,6}),(\\d{1,5}),(\\d{1,5}):([A-Za-z0-9+/]*={0,2})");

  public GlyphBox {
    if (width < 1 || height < 1 || (long) width * height > 1 << 24) {
      throw new IllegalArgumentException("a box has at least one pixel and at most 2^24");
    }
    ink = (BitSet) ink.clone();
    if (ink.length() > width * height) {
      throw new IllegalArgumentException("ink outside of the box");
    }
  }

  /**
   * Reads {@code frame:x,y,width,height:base64 of the ink}.
   *
   * @throws IllegalArgumentException when it has another form
   */
  public static GlyphBox parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a box");
    }
    return new GlyphBox(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        Integer.parseInt(parts.group(4)),
        Integer.parseInt(parts.group(5)),
        BitSet.valueOf(Base64.getDecoder().decode(parts.group(6))));
  }

  /** The form that {@link #parse} reads. */
  public String text() {
    return frame
        + ":"
        + String.join(",", "" + x, "" + y, "" + width, "" + height)
        + ":"
        + Base64.getEncoder().encodeToString(ink.toByteArray());
  }

  /** Whether this pixel of the box, counted from its own corner, is ink. */
  public boolean isInk(int column, int row) {
    return ink.get(row * width + column);
  }

  /** A copy; the record stays what it is. */
  @Override
  public BitSet ink() {
    return (BitSet) ink.clone();
  }

  /** Whether a pixel of a frame lies in this box, or in a margin around it. */
  boolean covers(int atFrame, int column, int row, int margin) {
    return atFrame == frame
        && column >= x - margin
        && column < x + width + margin
        && row >= y - margin
        && row < y + height + margin;
  }
}
