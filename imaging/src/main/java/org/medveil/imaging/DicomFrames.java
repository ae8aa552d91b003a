package org.medveil.imaging;

import org.medveil.contracts.RejectReason;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;

/** One SOP instance whose frames are decoded one by one, when they are asked for. */
public final class DicomFrames {
  private final DicomHeader header;
  private final DicomObject file;
  private final Frames frames;

  DicomFrames(DicomHeader header, DicomObject file, Frames frames) {
    this.header = header;
    this.file = file;
    this.frames = frames;
  }

  /** Its header facts. */
  public DicomHeader header() {
    return header;
  }

  /** How many there are, at least 1. */
  public int count() {
    return frames.count();
  }

  /**
   * The samples of one frame.
   *
   * @param index from 0
   * @throws DicomRejection when there is no such frame, or it cannot be decoded
   */
  public Raster frame(int index) throws DicomRejection {
    if (index < 0 || index >= frames.count()) {
      throw new DicomRejection(RejectReason.PIXEL_DECODE_FAILED, "no frame of this number");
    }
    return DicomReader.shown(file, frames.frame(index));
  }

  DicomObject file() {
    return file;
  }

  Frames encoded() {
    return frames;
  }

  @Override
  public String toString() {
    return "DicomFrames[values withheld]";
  }
}
