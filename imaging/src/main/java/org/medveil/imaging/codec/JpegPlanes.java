package org.medveil.imaging.codec;

/** The samples of a JPEG image, a plane for each component, each padded to whole units. */
final class JpegPlanes {
  private final JpegFrame frame;
  private final int[] widths;
  private final short[][] samples;

  /**
   * @param unit 8 for blocks, 1 for single samples
   */
  JpegPlanes(JpegFrame frame, int unit) {
    this.frame = frame;
    int count = frame.components().length;
    widths = new int[count];
    samples = new short[count][];
    int across = ceil(frame.columns(), unit * frame.maxAcross());
    int down = ceil(frame.rows(), unit * frame.maxDown());
    for (int c = 0; c < count; c++) {
      widths[c] = across * unit * frame.components()[c].across();
      samples[c] = new short[widths[c] * down * unit * frame.components()[c].down()];
    }
  }

  static int ceil(int length, int step) {
    return (length + step - 1) / step;
  }

  int width(int component) {
    return widths[component];
  }

  short[] samples(int component) {
    return samples[component];
  }

  /** By pixel, in the container of the pixel module; shared chroma is repeated. */
  byte[] interleaved(PixelFormat format) {
    int channels = format.samples();
    SampleContainer out = new SampleContainer(format, frame.precision());
    for (int c = 0; c < channels; c++) {
      JpegFrame.Component component = frame.components()[c];
      for (int y = 0; y < format.rows(); y++) {
        int row = y * component.down() / frame.maxDown() * widths[c];
        int at = y * format.columns() * channels + c;
        for (int x = 0; x < format.columns(); x++, at += channels) {
          int column = x * component.across() / frame.maxAcross();
          out.put(at, samples[c][row + column] & 0xffff);
        }
      }
    }
    return out.bytes();
  }
}
