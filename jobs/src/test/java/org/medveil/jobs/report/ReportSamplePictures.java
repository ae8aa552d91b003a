package org.medveil.jobs.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Drawn eyes for the sample: a disc, vessels, and a burned-in name on the raw frame. */
final class ReportSamplePictures {
  private ReportSamplePictures() {}

  static String fundus(int eye, int size, boolean raw) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.scale(size / 100.0, size / 100.0);
    if (eye == 1) {
      g.translate(100, 0);
      g.scale(-1, 1);
    }
    g.setPaint(
        new RadialGradientPaint(
            50,
            50,
            48,
            new float[] {0, 1},
            new Color[] {new Color(0xd8733c), new Color(0x6e2a16)}));
    g.fill(new Ellipse2D.Double(4, 4, 92, 92));
    g.setColor(new Color(0x7a1f12));
    for (int i = -3; i <= 3; i++) {
      Path2D vessel = new Path2D.Double();
      vessel.moveTo(70, 48);
      vessel.curveTo(60, 48 + 8 * i, 40, 50 + 12 * i, 22 + 2 * i * i, 50 + 10 * i);
      g.draw(vessel);
    }
    g.setColor(new Color(0xf6dc9a));
    g.fill(new Ellipse2D.Double(65, 43, 11, 12));
    g.setColor(new Color(0x55200f));
    g.fill(new Ellipse2D.Double(34, 46, 9, 9));
    if (raw) {
      g.setTransform(new java.awt.geom.AffineTransform());
      g.setColor(Color.WHITE);
      g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size / 24));
      g.drawString("LINDQVIST^MAREN 1987-02-14", size / 40, size / 20);
    }
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
