package org.medveil.imaging;

import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.burnedin.FrameSource;
import org.medveil.imaging.burnedin.Masking;
import org.medveil.imaging.burnedin.PixelExaminer;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.imaging.burnedin.PixelVerdict;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Frames;

/**
 * The frames of one object that may leave under a site's policy for pixels, masked where it says
 * so. For one thread; holds one decoded frame.
 */
public final class ExaminedFrames {
  private final DicomFrames object;
  private final LastFrame decoded;
  private final List<Integer> wanted;
  private final PixelVerdict verdict;

  private ExaminedFrames(DicomFrames object, List<Integer> wanted, PixelPolicy policy)
      throws DicomRejection {
    this.object = object;
    this.decoded = new LastFrame(object.encoded());
    this.wanted = List.copyOf(wanted);
    this.verdict = decide(new PixelExaminer(policy));
  }

  /**
   * Looks at the wanted frames together: what is found in one is masked in all. Frames that cannot
   * be decoded have no say, as long as one can. The verdict depends on the object, the choice and
   * the policy alone.
   *
   * @param wanted indices from 0, at least one; no other frame can be had afterwards
   * @throws DicomRejection when none of them can be decoded
   */
  public static ExaminedFrames of(DicomFrames object, List<Integer> wanted, PixelPolicy policy)
      throws DicomRejection {
    try {
      return new ExaminedFrames(object, wanted, policy);
    } catch (Refusal e) {
      throw e; // of the machine, not of the file
    } catch (RuntimeException e) {
      // A header nobody foresaw. The message may quote it, so it is dropped.
      throw new DicomRejection(RejectReason.MALFORMED, "the pixels cannot be examined");
    }
  }

  private PixelVerdict decide(PixelExaminer examiner) throws DicomRejection {
    Attributes header = object.file().dataset();
    try {
      return examiner.decide(header, decoded.of(wanted));
    } catch (DicomRejection e) {
      List<Integer> readable = readable();
      if (readable.isEmpty() || readable.size() == wanted.size()) {
        throw e;
      }
      return examiner.decide(header, decoded.of(readable));
    }
  }

  private List<Integer> readable() {
    List<Integer> readable = new ArrayList<>();
    for (int index : wanted) {
      try {
        decoded.copy(index);
        readable.add(index);
      } catch (DicomRejection e) {
        continue; // it is refused, with its reason, when it is asked for
      }
    }
    return readable;
  }

  /** What was decided, and why; the same for all frames. */
  public PixelVerdict verdict() {
    return verdict;
  }

  /**
   * The samples of one frame, masked if need be.
   *
   * @param index one of the wanted
   * @throws DicomRejection when the object must not leave, or the frame cannot be decoded or was
   *     not wanted
   */
  public Raster frame(int index) throws DicomRejection {
    if (verdict instanceof PixelVerdict.Quarantine refused) {
      throw new DicomRejection(refused.concern().reason(), refused.concern().sentence());
    }
    if (!wanted.contains(index)) {
      throw new DicomRejection(RejectReason.MALFORMED, "a frame that was not examined");
    }
    DecodedFrame frame = decoded.copy(index);
    if (verdict instanceof PixelVerdict.Mask mask) {
      Masking.apply(frame, mask.boxes(), mask.fill());
    }
    return DicomReader.shown(object.file(), frame);
  }

  /** Decodes, and keeps the last frame: of an object of one frame every look needs the same. */
  private static final class LastFrame {
    private final Frames frames;
    private int index = -1;
    private DecodedFrame last;

    LastFrame(Frames frames) {
      this.frames = frames;
    }

    DecodedFrame copy(int wanted) throws DicomRejection {
      if (wanted < 0 || wanted >= frames.count()) {
        throw new DicomRejection(RejectReason.PIXEL_DECODE_FAILED, "no frame of this number");
      }
      if (wanted != index) {
        last = frames.frame(wanted);
        index = wanted;
      }
      return new DecodedFrame(last.format(), last.bytes().clone());
    }

    FrameSource of(List<Integer> chosen) {
      return new FrameSource() {
        @Override
        public int count() {
          return chosen.size();
        }

        @Override
        public DecodedFrame frame(int i) throws DicomRejection {
          return copy(chosen.get(i));
        }
      };
    }
  }

  @Override
  public String toString() {
    return "ExaminedFrames[values withheld]";
  }
}
