package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/**
 * The order of the units in one scan (ISO 10918-1 A.2): component by component when there is one,
 * else in minimum coded units; restart markers in between.
 */
final class JpegScan {
  /**
   * A component of the scan.
   *
   * @param component index in the frame
   * @param dc table of differences
   * @param ac table of run lengths, null when lossless
   * @param quantization in zigzag order, null when lossless
   */
  record Part(int component, HuffmanTable dc, HuffmanTable ac, int[] quantization) {}

  /** What is coded: a block of coefficients or a sample. */
  interface Unit {
    /** Side of the unit in samples. */
    int side();

    /** Decodes the unit in this row and column of units. */
    void decode(JpegBits bits, Part part, int row, int column) throws Rejected;

    /** Predictions start anew; a restart marker was there, or the scan begins. */
    void reset(int firstRow);
  }

  private final JpegFrame frame;
  private final Part[] parts;
  private final int interval;

  JpegScan(JpegFrame frame, Part[] parts, int interval) {
    this.frame = frame;
    this.parts = parts;
    this.interval = interval;
  }

  void run(JpegBits bits, Unit unit) throws Rejected {
    boolean single = parts.length == 1;
    JpegFrame.Component only = frame.components()[parts[0].component()];
    int across = unit.side() * frame.maxAcross();
    int down = unit.side() * frame.maxDown();
    int columns = JpegPlanes.ceil(frame.columns(), across);
    int rows = JpegPlanes.ceil(frame.rows(), down);
    if (single) {
      // Only the units that hold image: the rest of the last row and column is not coded.
      int width = JpegPlanes.ceil(frame.columns() * only.across(), frame.maxAcross());
      int height = JpegPlanes.ceil(frame.rows() * only.down(), frame.maxDown());
      columns = JpegPlanes.ceil(width, unit.side());
      rows = JpegPlanes.ceil(height, unit.side());
    }
    int left = interval;
    unit.reset(0);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (interval > 0 && left-- == 0) {
          bits.restart();
          unit.reset(row);
          left = interval - 1;
        }
        for (Part part : parts) {
          if (single) {
            unit.decode(bits, part, row, column);
          } else {
            group(bits, unit, part, row, column);
          }
        }
      }
    }
  }

  private void group(JpegBits bits, Unit unit, Part part, int row, int column) throws Rejected {
    JpegFrame.Component component = frame.components()[part.component()];
    for (int y = 0; y < component.down(); y++) {
      for (int x = 0; x < component.across(); x++) {
        unit.decode(bits, part, row * component.down() + y, column * component.across() + x);
      }
    }
  }
}
