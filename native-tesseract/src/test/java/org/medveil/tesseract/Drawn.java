package org.medveil.tesseract;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import org.medveil.imaging.burnedin.GreyPlane;

/** A ground with a slope and grain, and lines written on it with a font of the machine. */
public final class Drawn {
  private final int width;
  private final int height;
  private final int[] values;

  /**
   * @param grain largest deviation of a pixel from the slope
   */
  public Drawn(int width, int height, int grain) {
    this.width = width;
    this.height = height;
    values = new int[width * height];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < values.length; i++) {
      values[i] = 400 + i % width + random.nextInt(-grain, grain + 1);
    }
  }

  /** Writes, {@code ink} brighter than the ground (darker, below zero). */
  public Drawn write(String text, int x, int baseline, int size, int ink) {
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
    pen.setColor(Color.WHITE);
    pen.drawString(text, x, baseline);
    pen.dispose();
    for (int i = 0; i < values.length; i++) {
      values[i] += ink * sheet.getRaster().getSample(i % width, i / width, 0) / 255;
    }
    return this;
  }

  /** 12-bit numbers. */
  public GreyPlane plane() {
    return new GreyPlane(width, height, values.clone());
  }

  public int[] values() {
    return values.clone();
  }
}
