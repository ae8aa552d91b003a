package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/** Samples predicted from their neighbours (ISO 10918-1 annex H). */
final class LosslessScan implements JpegScan.Unit {
  private static final int HALF = 16;
  private final JpegPlanes planes;
  private final int predictor;
  private final int point;
  private final int start;

  /** Row in which the prediction last started anew, for each component its first sample is due. */
  private int firstRow;

  private final boolean[] due;

  LosslessScan(JpegFrame frame, JpegPlanes planes, int predictor, int point) throws Rejected {
    if (predictor < 1 || predictor > 7 || point >= frame.precision()) {
      throw Rejected.decode("a lossless JPEG scan with an unknown predictor");
    }
    if (frame.components().length > 1 && (frame.maxAcross() > 1 || frame.maxDown() > 1)) {
      throw Rejected.decode("lossless JPEG with shared chroma");
    }
    this.planes = planes;
    this.predictor = predictor;
    this.point = point;
    start = 1 << frame.precision() - point - 1;
    due = new boolean[frame.components().length];
  }

  @Override
  public int side() {
    return 1;
  }

  @Override
  public void reset(int row) {
    firstRow = row;
    java.util.Arrays.fill(due, true);
  }

  @Override
  public void decode(JpegBits bits, JpegScan.Part part, int row, int column) throws Rejected {
    short[] samples = planes.samples(part.component());
    int width = planes.width(part.component());
    int at = row * width + column;
    int size = part.dc().symbol(bits);
    if (size > HALF) {
      throw Rejected.decode("a JPEG difference of too many bits");
    }
    int difference = size == HALF ? 1 << 15 : bits.signed(size);
    int value = prediction(samples, width, at, part.component(), row, column) + difference;
    // Stored shifted back by the point transform, as it will be seen.
    samples[at] = (short) (value << point);
  }

  private int prediction(short[] samples, int width, int at, int component, int row, int column) {
    if (due[component]) {
      due[component] = false;
      return start;
    }
    if (row == firstRow) {
      return column == 0 ? start : known(samples[at - 1]);
    }
    int above = known(samples[at - width]);
    if (column == 0) {
      return above;
    }
    int left = known(samples[at - 1]);
    int corner = known(samples[at - width - 1]);
    return switch (predictor) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> corner;
      case 4 -> left + above - corner;
      case 5 -> left + (above - corner >> 1);
      case 6 -> above + (left - corner >> 1);
      default -> left + above >> 1;
    };
  }

  private int known(short sample) {
    return (sample & 0xffff) >> point;
  }
}
