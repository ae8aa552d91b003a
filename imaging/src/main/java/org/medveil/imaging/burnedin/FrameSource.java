package org.medveil.imaging.burnedin;

import java.util.List;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Frames;

/** Decoded frames, one at a time, as often as asked. */
public interface FrameSource {
  /** At least 1. */
  int count();

  /**
   * A frame that the caller may write to.
   *
   * @param index 0 to count-1
   * @throws DicomRejection when it cannot be decoded
   */
  DecodedFrame frame(int index) throws DicomRejection;

  /** The frames of a file. */
  static FrameSource of(Frames frames) {
    return new FrameSource() {
      @Override
      public int count() {
        return frames.count();
      }

      @Override
      public DecodedFrame frame(int index) throws DicomRejection {
        return frames.frame(index);
      }
    };
  }

  /** Frames in memory; each is copied when asked for. */
  static FrameSource of(List<DecodedFrame> frames) {
    List<DecodedFrame> kept = List.copyOf(frames);
    return new FrameSource() {
      @Override
      public int count() {
        return kept.size();
      }

      @Override
      public DecodedFrame frame(int index) {
        DecodedFrame frame = kept.get(index);
        return new DecodedFrame(frame.format(), frame.bytes().clone());
      }
    };
  }
}
