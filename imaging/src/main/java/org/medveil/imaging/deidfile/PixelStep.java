package org.medveil.imaging.deidfile;

import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Limits;
import org.medveil.imaging.burnedin.Box;
import org.medveil.imaging.burnedin.Concern;
import org.medveil.imaging.burnedin.FrameSource;
import org.medveil.imaging.burnedin.Masking;
import org.medveil.imaging.burnedin.PixelExaminer;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.imaging.burnedin.PixelVerdict;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.FrameEncoder;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;

/**
 * Text and faces in the pixels of one object. What is not masked stays byte for byte as it was,
 * compressed or not.
 */
final class PixelStep {
  private final PixelExaminer examiner;
  private final boolean rle;

  PixelStep(PixelPolicy policy, boolean rle) {
    examiner = new PixelExaminer(policy);
    this.rle = rle;
  }

  /** An object that may go on, and why. */
  record Work(DicomObject object, PixelVerdict verdict) {}

  /**
   * Decides and masks.
   *
   * @throws DicomRejection when the object must not leave, or its frames cannot be decoded
   */
  Work run(DicomObject object) throws DicomRejection {
    PixelVerdict verdict = verdict(object);
    if (verdict instanceof PixelVerdict.Quarantine refused) {
      throw refusal(refused.concern());
    }
    if (verdict instanceof PixelVerdict.Mask mask) {
      return new Work(rewritten(object, mask.boxes(), mask.fill()), verdict);
    }
    // An overlay in unused bits of compressed samples cannot be cleared where it is.
    boolean rewrite =
        EmbeddedOverlays.declared(object.dataset())
            && object.pixels().filter(pixels -> pixels.isEncapsulated()).isPresent();
    return new Work(rewrite ? rewritten(object, List.of(), List.of()) : object, verdict);
  }

  /** What is to be done, without doing it. */
  PixelVerdict verdict(DicomObject object) throws DicomRejection {
    Attributes header = object.dataset();
    PixelVerdict early = examiner.decideByHeader(header);
    if (object.pixels().isEmpty()) {
      boolean document =
          early instanceof PixelVerdict.Quarantine refused && refused.concern() == Concern.DOCUMENT;
      return document ? early : new PixelVerdict.Clean(false);
    }
    return early != null ? early : examiner.decide(header, FrameSource.of(Frames.of(object)));
  }

  private DicomObject rewritten(DicomObject object, List<Box> boxes, List<Integer> fill)
      throws DicomRejection {
    Frames frames = Frames.of(object);
    if ((long) frames.count() * frames.format().frameBytes() > Limits.FILE_BYTES) {
      throw new DicomRejection(RejectReason.LIMIT_EXCEEDED, "too many frames to be masked");
    }
    List<DecodedFrame> masked = new ArrayList<>(frames.count());
    for (int i = 0; i < frames.count(); i++) {
      DecodedFrame frame = frames.frame(i);
      if (!boxes.isEmpty()) {
        Masking.apply(frame, boxes, fill);
      }
      masked.add(frame.storedBitsOnly());
    }
    EmbeddedOverlays.remove(object.dataset());
    return FrameEncoder.replace(object, masked, rle);
  }

  static boolean isExamined(PixelVerdict verdict) {
    return verdict instanceof PixelVerdict.Clean clean && clean.examined()
        || verdict instanceof PixelVerdict.Mask mask && mask.examined();
  }

  static DicomRejection refusal(Concern concern) {
    return new DicomRejection(concern.reason(), concern.sentence());
  }
}
